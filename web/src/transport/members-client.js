import { query } from "./call.js"

/** The API of who is in a room: my own membership, and that of others. */
export function memberCalls(call) {
  const membership = (roomId) => `/api/rooms/${roomId}/membership`
  const members = (roomId) => `/api/rooms/${roomId}/members`

  return {
    join: (roomId) => call("PUT", membership(roomId), {}),
    leaveRoom: (roomId) => call("DELETE", membership(roomId)),

    /** `change`: level, is_favourite. */
    changeMembership: (roomId, change) => call("PATCH", membership(roomId), change),

    members: (roomId, { search = "", after = null, limit = null } = {}) =>
      call("GET", `${members(roomId)}?${query({ search, after, limit })}`),
    addMembers: async (roomId, people) => (await call("POST", members(roomId), { people })).members,

    /** `change`: role, muted_minutes. */
    changeMember: (roomId, personId, change) =>
      call("PATCH", `${members(roomId)}/${personId}`, change),
    removeMember: (roomId, personId) => call("DELETE", `${members(roomId)}/${personId}`),
  }
}
