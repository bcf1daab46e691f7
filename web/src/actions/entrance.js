import { roomAddress } from "../lib/addresses.js"
import { FACTORS, HOME, NEW_PASSWORD } from "../lib/paths.js"
import { WAY } from "../store/entrance.js"
import { ERROR } from "../transport/api-error.js"
import { createInvited } from "./invited.js"

/** Signing in and up. Each rejects with the problem for its form to show, or leaves the page. */
export function createEntrance({ api, store, keepsakes, leave, next = HOME }) {
  const invitation = () => store.state.invitation ?? undefined
  const invited = createInvited({ api, store, keepsakes })

  function settle(person) {
    keepsakes.keepMember(person.id)
    keepsakes.keepInvitation(null)
  }

  function enter(person, path = next) {
    settle(person)
    return leave(path)
  }

  // The invitation is good for the way back from there.
  function enterToSetUpFactors(person) {
    keepsakes.keepMember(person.id)
    return leave(FACTORS)
  }

  // Who is in is told first that a mail is on its way: later it would be in the way of a talk.
  function enterNew(person, { mail }, path = next) {
    if (!mail) return enter(person, path)
    settle(person)
    return store.dispatch({ type: "entrance.mailed", mail, next: path })
  }

  /** Let in whom the server has let in; who has a second factor gets a ticket for it first. */
  async function admit(answer, { byLink = false } = {}) {
    const { ticket, factors, needs_factor: needsFactor } = answer
    if (ticket) {
      return store.dispatch({ type: "entrance.halfway", step: { ticket, factors, byLink } })
    }
    if (byLink) keepsakes.keepLinkUse()
    if (needsFactor) return enterToSetUpFactors(answer)
    return enter(answer, byLink ? NEW_PASSWORD : await invited.addressOr(next))
  }

  async function signUp(form) {
    try {
      const person = await api.signUp({ ...form, invitation: invitation() })
      const { room } = person
      // Kept too for whoever has to set up a second factor before they see it.
      if (room) keepsakes.keepRoom(room.id)
      return enterNew(person, form, room ? roomAddress(room) : next)
    } catch (error) {
      if (error.type !== ERROR.linkGone || !invitation()) throw error
      keepsakes.keepInvitation(null)
      return store.dispatch({ type: "entrance.disinvited" })
    }
  }

  return {
    turn: (way) => store.dispatch({ type: "entrance.turned", way }),

    /** Take on what a one-time link asks for. */
    follow({ kind, token, account = null }) {
      if (kind !== "invitation") {
        return store.dispatch({ type: "entrance.called", way: kind, token, account })
      }
      keepsakes.keepInvitation(token)
      store.dispatch({ type: "entrance.called", way: WAY.signUp, invitation: token })
    },

    admit,

    signIn: async (form) => admit(await api.signIn(form)),

    signUp,

    setUp: async (form) => {
      const person = await api.setUp({ ...form, token: store.state.token })
      return enterNew(person, form)
    },

    useLink: async () => admit(await api.signInByLink(store.state.token), { byLink: true }),

    /** Ask for a link by mail. Nobody learns here whether there is such an account. */
    recover: ({ account }) => api.recover(account),

    /** Show that the mail has arrived. */
    confirmMail: async () => {
      const { mail, username } = await api.confirmMail(store.state.token)
      store.dispatch({ type: "entrance.confirmed", mail, username })
    },

    /** Come into the room that the invitation leads to, with the account that is signed in. */
    join: async () => enter(store.state.me, await invited.address()),

    /** Stop being who this browser is, and stay to come in as somebody else. */
    signOut: async () => {
      await api.signOut()
      keepsakes.forgetPerson()
      store.dispatch({ type: "visit.became", me: null })
    },

    /** Go on without an account, on purpose this time. */
    goOnAsGuest: () => {
      keepsakes.keepMember(null)
      return leave(HOME)
    },
  }
}
