import { createCall, query } from "./call.js"

/**
 * The API of the conversation as functions. Each returns data or throws `ApiError`; none has seen
 * the page.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createClient(fetcher) {
  const call = createCall(fetcher)
  const get = (path) => call("GET", path)
  const send = (method, path, body) => call(method, path, body)

  return {
    session: () => get("/api/session"),
    joining: () => get("/api/joining"),
    becomeGuest: () => send("POST", "/api/session/guest", {}),
    signOut: () => send("DELETE", "/api/session"),
    rename: (name) => send("PATCH", "/api/session", { name }),
    rooms: async () => (await get("/api/rooms")).rooms,

    /** The newest messages of a room, or those just before a message. */
    page: (roomId, { before = null, limit = null } = {}) =>
      get(`/api/messages?${query({ room_id: roomId, before, limit })}`),

    /** What changed since a cursor. nginx answers exactly this query when nothing did. */
    feed: (cursor) => get(`/api/messages?after=${encodeURIComponent(cursor)}`),

    post: ({ roomId, content, clientId }) =>
      send("POST", "/api/messages", { room_id: roomId, content, client_id: clientId }),
  }
}
