import { query } from "./call.js"

/** The API of rooms: mine, those that can be found, and what may be changed about one. */
export function roomCalls(call) {
  return {
    /** Mine, with the server's count of my read marks as it was for them: {rooms, reads}. */
    rooms: () => call("GET", "/api/rooms"),

    /** A room I am in; of another one only what anybody who may join it is told. */
    room: (id) => call("GET", `/api/rooms/${id}`),
    publicRooms: ({ search = "", after = null, limit = null } = {}) =>
      call("GET", `/api/public-rooms?${query({ search, after, limit })}`),

    /** `fields`: name, kind, and where they are wanted topic, description, icon, posting, people. */
    makeRoom: (fields) => call("POST", "/api/rooms", fields),
    changeRoom: (id, change) => call("PATCH", `/api/rooms/${id}`, change),
    deleteRoom: (id, name) => call("DELETE", `/api/rooms/${id}`, { name }),

    /** The conversation of exactly these people and me, whether it is new or not. */
    openDirect: (people) => call("POST", "/api/directs", { people }),
  }
}
