import { createCall, query } from "./call.js"
import { invitationCalls } from "./invitations-client.js"

/**
 * The API of those who run the chat.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createPeopleClient(fetcher) {
  const call = createCall(fetcher)

  return {
    session: () => call("GET", "/api/session"),
    joining: () => call("GET", "/api/joining"),
    changeJoining: (change) => call("PATCH", "/api/joining", change),

    people: ({ search = "", role = "", before = null, limit = null }) =>
      call("GET", `/api/people?${query({ search, role, before, limit })}`),
    changePerson: (id, change) => call("PATCH", `/api/people/${id}`, change),
    resetFactors: (id) => call("DELETE", `/api/people/${id}/factors`),
    makeSignInLink: (id) => call("POST", `/api/people/${id}/sign-in-link`, {}),

    ...invitationCalls(call),

    /** My own rooms, since only there may I follow a report to its message. */
    rooms: async () => (await call("GET", "/api/rooms")).rooms,
    reports: ({ state = "", before = null, limit = null }) =>
      call("GET", `/api/reports?${query({ state, before, limit })}`),
    changeReport: (id, change) => call("PATCH", `/api/reports/${id}`, change),

    bans: async () => (await call("GET", "/api/bans")).bans,
    ban: ({ address, hours }) => call("POST", "/api/bans", { address, hours }),
    liftBan: (id) => call("DELETE", `/api/bans/${id}`),

    audit: ({ act = "", personId = null, before = null, limit = null }) =>
      call("GET", `/api/audit?${query({ act, person_id: personId, before, limit })}`),
  }
}

/** Where the audit log can be had as a table, by the same filters. */
export function auditTable({ act, personId }) {
  const filters = query({ act, person_id: personId })
  return `/api/audit.csv${filters && `?${filters}`}`
}
