import { query } from "./call.js"

/** The API of messages: pages of a room, the feed, and what one does with a message. */
export function messageCalls(call) {
  return {
    /** The newest messages of a room; those before one, from one on, or around one. */
    page: (roomId, { before = null, from = null, around = null, limit = null } = {}) =>
      call("GET", `/api/messages?${query({ room_id: roomId, before, from, around, limit })}`),

    /** What changed since a cursor. nginx answers exactly this query when nothing did. */
    feed: (cursor) => call("GET", `/api/messages?after=${encodeURIComponent(cursor)}`),

    post: ({ roomId, content, clientId }) =>
      call("POST", "/api/messages", { room_id: roomId, content, client_id: clientId }),
    deleteMessage: (id) => call("DELETE", `/api/messages/${id}`),
    report: (id, reason) => call("POST", `/api/messages/${id}/reports`, { reason }),
  }
}
