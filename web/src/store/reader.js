import { EDGE, PLACE } from "./state.js"
import { isDetached } from "./window.js"

export const readerReducers = {
  /** The reader scrolled. Only the end of the newest messages counts as the bottom. */
  "reader.moved": (state, { isAtBottom }) => {
    const isFollowing = isAtBottom && !isDetached(state.history)
    if (isFollowing === state.reader.isFollowing) return state
    const missed = isFollowing ? 0 : state.reader.missed
    return readAlong({ ...state, reader: { ...state.reader, isFollowing, missed } })
  },

  /** The page came into view, or left it. */
  "reader.looked": (state, { isVisible }) => {
    if (isVisible === state.reader.isVisible) return state
    const looked = { ...state, reader: { ...state.reader, isVisible } }
    return isVisible ? readAlong(drawLine(looked)) : looked
  },

  /** The window of the page got the focus, or lost it: whoever works elsewhere reads nothing here. */
  "reader.focused": (state, { isFocused }) => {
    if (isFocused === state.reader.isFocused) return state
    const focused = { ...state, reader: { ...state.reader, isFocused } }
    return isFocused ? readAlong(drawLine(focused)) : focused
  },

  /** Everything in a room counts as read, wherever the reader stands in it. */
  "room.read": (state, { roomId }) => {
    const read = markRead(state, roomId)
    if (state.place.roomId !== roomId) return read
    const reader = { ...read.reader, keepsUnread: false, missed: 0 }
    return withHistory({ ...read, reader }, { lineId: null })
  },

  /** The server has a read mark of mine. */
  "mark.acknowledged": (state, { roomId, messageId, reads }) => {
    const known = { ...state, reads: Math.max(reads, state.reads) }
    return state.marks[roomId] === messageId ? withoutMark(known, roomId) : known
  },

  "mark.dropped": (state, { roomId }) => withoutMark(state, roomId),

  /** A message was made the first unread one: nothing is read again before the reader says so. */
  "room.unread": (state, { roomId, answer }) => {
    const room = state.rooms[roomId]
    if (room === undefined) return state
    const { read_id, unread, mentions, reads } = answer
    const rooms = { ...state.rooms, [roomId]: { ...room, read_id, unread, mentions } }
    const changed = withoutMark({ ...state, rooms, reads }, roomId)
    if (state.place.roomId !== roomId) return changed
    const reader = { ...changed.reader, keepsUnread: true }
    return withHistory({ ...changed, reader }, { lineId: read_id, lineCount: unread })
  },

  /** The server's count of my read marks, whichever device made them. */
  "reads.heard": (state, { reads }) => ({ ...state, reads }),

  "rooms.read": (state, { reads }) => {
    const read = Object.values(state.rooms).map((room) => [
      room.id,
      { ...room, read_id: room.newest_id, unread: 0, mentions: 0 },
    ])
    const reader = { ...state.reader, keepsUnread: false, missed: 0 }
    return { ...state, rooms: Object.fromEntries(read), reads, marks: marksOfNow(state), reader }
  },
}

/** Whether whatever arrives in the open room is read in this moment. */
export function isReading({ place, history, reader }) {
  const isThere = place.stage === PLACE.room && history.isOpen && history.roomId === place.roomId
  const isLooking = reader.isVisible && reader.isFocused
  return isThere && isLooking && reader.isFollowing && !reader.keepsUnread
}

/** Mark the open room read if it is being read. */
export function readAlong(state) {
  return isReading(state) ? markRead(state, state.place.roomId) : state
}

/** Where the reader begins in a history: at a message, at what is new to them, or at the end. */
export function beginReading(state, messageId) {
  const lined = drawLine(withHistory(state, { lineId: null }))
  const goal = goalOf(lined.history, messageId)
  const { unread = 0 } = state.rooms[state.place.roomId] ?? {}
  const isFollowing = goal === null && state.reader.isFollowing && !isDetached(lined.history)
  const reader = { ...lined.reader, isFollowing, missed: isFollowing ? 0 : unread }
  return withHistory({ ...lined, reader }, { goal })
}

/** Whether the place where the news begin is in the loaded stretch. */
export function isLineLoaded({ messages, older, lineId }) {
  if (lineId === null || messages.length === 0) return false
  const isStartLoaded = messages[0].id <= lineId || older === EDGE.end
  return isStartLoaded && messages.at(-1).id > lineId
}

function goalOf(history, messageId) {
  if (messageId) return { messageId }
  return isLineLoaded(history) ? { lineId: history.lineId } : null
}

function drawLine(state) {
  const room = state.rooms[state.place.roomId]
  if (!room || room.unread === 0) return state
  return withHistory(state, { lineId: room.read_id, lineCount: room.unread })
}

function withHistory(state, change) {
  return { ...state, history: { ...state.history, ...change } }
}

function markRead(state, roomId) {
  const room = state.rooms[roomId]
  if (!room || room.unread === 0) return state
  const read = withRoom(state, roomId, { read_id: room.newest_id, unread: 0, mentions: 0 })
  return { ...read, marks: { ...state.marks, [roomId]: room.newest_id } }
}

// What is being read may be newer than what the server has marked; all else it knows, or tells.
function marksOfNow(state) {
  const { roomId } = state.place
  return isReading(state) && roomId in state.marks ? { [roomId]: state.marks[roomId] } : {}
}

function withRoom(state, roomId, change) {
  return { ...state, rooms: { ...state.rooms, [roomId]: { ...state.rooms[roomId], ...change } } }
}

function withoutMark(state, roomId) {
  const { [roomId]: _gone, ...marks } = state.marks
  return { ...state, marks }
}
