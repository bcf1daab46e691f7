// What news make of the numbers beside the rooms, ahead of the server's own count.

const MOST = 1_000 // the server counts no further

/** Count new messages: in each room what I have not read, and what passed by a reader up there. */
export function countNews(state, messages) {
  const rooms = { ...state.rooms }
  for (const message of messages) {
    const room = rooms[message.room_id]
    if (room && message.id > room.newest_id) rooms[room.id] = grown(state, room, message)
  }
  return countMissed({ ...state, rooms }, messages)
}

// What arrives below a reader who is further up in the open room.
function countMissed(state, messages) {
  const { reader, history } = state
  if (!history.isOpen || reader.isFollowing) return state
  const isNew = (message) =>
    message.room_id === history.roomId && message.id > history.newestId && isNews(state, message)
  const count = messages.filter(isNew).length
  return count ? { ...state, reader: { ...reader, missed: reader.missed + count } } : state
}

function grown(state, room, message) {
  const counts = isNews(state, message)
  return {
    ...room,
    newest_id: message.id,
    unread: Math.min(MOST, room.unread + Number(counts)),
    mentions: room.mentions + Number(counts && concernsMe(state, message)),
  }
}

/** Whether a message is a text of somebody else that is still there. */
export function isNews({ me }, { kind, author, deleted_at: deletedAt }) {
  return kind === "text" && !deletedAt && author.id !== me?.id
}

/** Whether a message means me, or everybody in its room. */
export function concernsMe({ me }, message) {
  return message.mentions_room || message.mentions.some(({ id }) => id === me?.id)
}
