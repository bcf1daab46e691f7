import { entranceAddress, NOTE } from "../lib/arrival.js"
import { FACTORS, HOME } from "../lib/paths.js"
import { ApiError, ERROR } from "../transport/api-error.js"

/**
 * Who the browser is signed in as: a member, or else a guest where there may be guests. Whoever
 * has an account is never quietly made a guest: when their session has ended, they sign in again.
 */
export function createSession({ api, store, keepsakes, withLock, leave, here = () => HOME }) {
  let entering = null
  let isSigningOut = false

  async function identify() {
    try {
      return await api.session()
    } catch (error) {
      if (error.type !== ERROR.notSignedIn) throw error
      if (!wasMember()) return becomeGuest()
      return leave(entranceAddress({ note: NOTE.ended, next: here() }))
    }
  }

  // The mark in the browser tells of a session that ended while no page was open, or that another
  // tab has brought about.
  function wasMember() {
    const { me } = store.state
    return keepsakes.wasMember() || (me !== null && !me.is_guest)
  }

  async function becomeGuest() {
    const { guests } = await api.joining()
    if (!guests) return leave(entranceAddress({ next: here() }))
    try {
      // Two tabs opened at once would become two guests; the second one in here finds the
      // first one's cookie, and the server answers with the same person.
      return await withLock("session", api.becomeGuest)
    } catch (error) {
      return leaveIfUnwelcome(error)
    }
  }

  function leaveIfUnwelcome(error) {
    if (error.type === ERROR.guestsClosed) return leave(entranceAddress())
    if (error.type === ERROR.addressBanned) return leave(entranceAddress({ note: NOTE.banned }))
    throw error
  }

  /** Become somebody: the person of the cookie, or a new guest. */
  async function enter() {
    if (isSigningOut) return new Promise(() => {}) // the page is about to be left
    entering ??= identify().finally(() => (entering = null))
    const person = await entering
    if (person.needs_factor) return leave(FACTORS)
    keepsakes.keepMember(!person.is_guest)
    store.dispatch({ type: "session.entered", person })
  }

  /**
   * Make a call; when a guest's session has ended, become a guest again and make it once more.
   * Where the owners ask for a second factor, the way leads to where one is set up.
   */
  async function signedIn(call) {
    try {
      return await call()
    } catch (error) {
      if (error.type === ERROR.secondFactorRequired) return leave(FACTORS)
      if (error.type !== ERROR.notSignedIn) return leaveIfUnwelcome(error)
      await enter()
      return await call().catch(explainLostCookie)
    }
  }

  return {
    enter,
    signedIn,

    /** Take another name. Rejects with the problem when it cannot be had. */
    async rename(name) {
      const person = await signedIn(() => api.rename(name))
      store.dispatch({ type: "session.renamed", person })
    },

    /** End the session and leave. Rejects with the problem when the server could not be told. */
    async signOut() {
      isSigningOut = true
      await api.signOut().catch((error) => {
        isSigningOut = false
        throw error
      })
      keepsakes.forgetPerson()
      return leave(entranceAddress({ note: NOTE.out }))
    },

    /**
     * Look again who this browser is signed in as: another tab may have changed it, and a chat in
     * which nothing happens does not tell that a session has ended, since nginx answers its polls.
     */
    async refresh() {
      if (store.state.me === null) return
      try {
        const person = await api.session()
        if (person.needs_factor) return leave(FACTORS)
        store.dispatch({ type: "session.entered", person })
        store.dispatch({ type: "session.noticed" }) // it was the reader's own doing
      } catch (error) {
        if (error.type === ERROR.notSignedIn) await enter().catch(() => {}) // polls try on
      }
    },

    /** Whether signing out would lose words that were written and not sent. */
    hasUnsent: () => keepsakes.hasUnsent(),

    /** The reader has seen that they are somebody else now. */
    notice: () => store.dispatch({ type: "session.noticed" }),
  }
}

function explainLostCookie(error) {
  if (error.type === ERROR.notSignedIn) throw new ApiError({ type: ERROR.cookieRefused })
  throw error
}
