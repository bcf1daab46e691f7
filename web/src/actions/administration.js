import { ApiError, ERROR } from "../transport/api-error.js"
import { auditTable } from "../transport/people-client.js"
import { createPages } from "./pages.js"
import { createReports } from "./reports.js"

const PAGE_ITEMS = 50

/** What those may do who run the chat. All reject with the problem where it cannot be done. */
export function createAdministration({ api, store, signedIn }) {
  const page = (filters, before) => ({ ...filters, before, limit: PAGE_ITEMS })
  const people = createPages({
    store,
    name: "people",
    ask: async (filters, before) => {
      const answer = await signedIn(() => api.people(page(filters, before)))
      return { items: answer.people, more: answer.more }
    },
  })
  const invitations = createPages({
    store,
    name: "invitations",
    ask: async () => ({ items: await signedIn(api.invitations), more: false }),
  })
  const bans = createPages({
    store,
    name: "bans",
    ask: async () => ({ items: await signedIn(api.bans), more: false }),
  })
  const audit = createPages({
    store,
    name: "audit",
    ask: async (filters, before) => {
      const answer = await signedIn(() => api.audit(page(filters, before)))
      return { items: answer.entries, more: answer.more }
    },
  })

  async function changePerson(id, change) {
    const item = await signedIn(() => api.changePerson(id, change))
    store.dispatch({ type: "people.changed", item })
    const { me } = store.state
    if (id === me.id) store.dispatch({ type: "visit.became", me: { ...me, role: item.role } })
  }

  // An owner who has no second factor and asks for one is led away to set it up.
  async function askWhoIAm() {
    const me = await api.session()
    if (me.needs_factor) throw new ApiError({ type: ERROR.secondFactorRequired })
    store.dispatch({ type: "visit.became", me })
  }

  return {
    turn: (section) => store.dispatch({ type: "section.turned", section }),
    people,
    invitations,
    ...createReports({ api, store, signedIn }),
    bans,
    audit: { ...audit, tableAddress: () => auditTable(store.state.audit.filters) },

    changePerson,
    resetFactors: async (id) => {
      await signedIn(() => api.resetFactors(id))
      const person = store.state.people.items.find((each) => each.id === id)
      store.dispatch({ type: "people.changed", item: { ...person, id, has_factor: false } })
    },
    makeSignInLink: (id) => signedIn(() => api.makeSignInLink(id)),

    /** Make an invitation; what comes back holds the token, which nobody can ask for again. */
    invite: async (form) => {
      const made = await signedIn(() => api.makeInvitation(form))
      invitations.load()
      return made
    },

    revoke: async (id) => {
      await signedIn(() => api.revokeInvitation(id))
      store.dispatch({ type: "invitations.removed", id })
    },

    /** Keep guests from an address out for some hours; gives the ban. */
    ban: (address, hours) => signedIn(() => api.ban({ address, hours })),

    liftBan: async (id) => {
      await signedIn(() => api.liftBan(id))
      store.dispatch({ type: "bans.removed", id })
    },

    changeJoining: async (change) => {
      const joining = await signedIn(() => api.changeJoining(change))
      store.dispatch({ type: "joining.changed", joining })
      if ("second_factor" in change) await signedIn(askWhoIAm)
    },
  }
}
