/** The API of what is frequent and fleeting: how far I have read, and who is there. */
export function signalCalls(call) {
  // Whoever closes the page has read what they saw all the same.
  const mark = (roomId, body) =>
    call("PUT", `/api/rooms/${roomId}/read-mark`, body, { isLasting: true })

  return {
    markRead: (roomId, messageId) => mark(roomId, { message_id: messageId }),

    /** Make a message the first unread one of its room. */
    markUnread: (roomId, messageId) => mark(roomId, { message_id: messageId, unread: true }),
    markAllRead: () => call("PUT", "/api/read-marks", {}),

    /** Say what I do, hear what others do. `doing`: room_id, is_typing, is_idle. */
    signal: (doing) => call("POST", "/api/signals", doing),

    quietHours: () => call("GET", "/api/quiet-hours"),
    changeQuietHours: ({ from, to }) => call("PUT", "/api/quiet-hours", { from, to }),
  }
}
