import { newHistory, newPlace, PLACE } from "./state.js"

export const roomReducers = {
  /** All rooms I am in, as the server knows them, and its count of my read marks. */
  "rooms.arrived": (state, { rooms, reads }) => {
    const known = rooms.map((room) => reconcile(state, room))
    const byId = Object.fromEntries(known.map((room) => [room.id, room]))
    return lookAgain(loseRooms({ ...state, rooms: byId, reads, areRoomsKnown: true }))
  },

  /** They could not be asked for: the next step of the feed does it. */
  "rooms.outdated": (state) => ({ ...state, areRoomsKnown: false }),

  /** One room, as a call of mine about it has answered: changed, made or joined. */
  "room.changed": (state, { room }) =>
    lookAgain({ ...state, rooms: { ...state.rooms, [room.id]: reconcile(state, room) } }),

  /** Rooms that I am in no more. */
  "rooms.left": (state, { roomIds }) => {
    const rooms = Object.entries(state.rooms).filter(([id]) => !roomIds.includes(Number(id)))
    const outbox = state.outbox.filter(({ roomId }) => !roomIds.includes(roomId))
    return loseRooms({ ...state, rooms: Object.fromEntries(rooms), outbox })
  },
}

/** Whether news say that something about the rooms has changed that only the server can tell. */
export function concernsRooms(state, messages) {
  return messages.some((message) => {
    const room = state.rooms[message.room_id]
    if (!room || message.kind === "notice") return true
    const isUnread = message.id > room.read_id && message.author.id !== state.me?.id
    const isKnown = message.id <= room.newest_id
    return isUnread && isKnown && Boolean(message.deleted_at || message.edited_at)
  })
}

/** Whether rooms, as they were answered, lack news of the feed and yet know more of what I have read. */
export function areOvertaken(state, rooms) {
  return rooms.some((room) => {
    const known = state.rooms[room.id]
    return known && known.newest_id > room.newest_id && known.read_id < room.read_id
  })
}

// The answer may be older than what the feed has brought, or than a read mark on its way.
function reconcile({ rooms, marks }, room) {
  const known = rooms[room.id]
  if (!known) return room
  const isOvertaken = known.newest_id > room.newest_id || marks[room.id] !== undefined
  if (!isOvertaken) return room
  const { newest_id, read_id, unread, mentions } = known
  return { ...room, newest_id: Math.max(newest_id, room.newest_id), read_id, unread, mentions }
}

function loseRooms(state) {
  const shelf = state.shelf.filter(({ roomId }) => state.rooms[roomId])
  const { place } = state
  const lost = { ...state, shelf: shelf.length === state.shelf.length ? state.shelf : shelf }
  if (place.stage !== PLACE.room || state.rooms[place.roomId]) return lost
  const left = { ...place, stage: PLACE.left, messageId: null }
  return { ...lost, place: left, history: newHistory(place.roomId) }
}

// Whoever stands before a closed door goes in as soon as it is open.
function lookAgain(state) {
  const { place } = state
  const isOutside = [PLACE.joinable, PLACE.missing, PLACE.left].includes(place.stage)
  const isOpenNow = isOutside && state.rooms[place.roomId]
  const isSomewhere = place.stage === PLACE.nowhere && Object.keys(state.rooms).length > 0
  if (!isOpenNow && !isSomewhere) return state
  return { ...state, place: newPlace(place.roomId, place.messageId) }
}
