// Which news are worth a notification, and the one that each conversation may have.
import { concernsMe, isNews } from "./counts.js"
import { LEVEL, PLACE } from "./state.js"

export const noticesReducers = {
  "notice.due": (state, { message }) => ({
    ...state,
    notices: { ...state.notices, [message.room_id]: message },
  }),

  "notice.done": (state, { roomId }) => {
    const { [roomId]: done, ...notices } = state.notices
    return done ? { ...state, notices } : state
  },
}

/** The room that the reader looks at in this tab; null where they look at none, or elsewhere. */
export function attendedRoom({ place, reader }) {
  const isAttending = place.stage === PLACE.room && reader.isVisible && reader.isFocused
  return isAttending ? place.roomId : null
}

/**
 * Of the messages of an answer the newest in each room that the reader may want to hear of.
 *
 * @param {number} heardId of the newest message that was heard of before: what comes again has only
 *   changed. What the rooms count is no measure, for it may be ahead of the feed.
 */
export function newestNews(state, messages, heardId) {
  const news = messages.filter((message) => message.id > heardId && mayBeDue(state, message))
  return [...new Map(news.map((message) => [message.room_id, message])).values()]
}

/** The id of the newest message that the rooms know of. */
export function newestKnown({ rooms }) {
  return Math.max(0, ...Object.values(rooms).map((room) => room.newest_id))
}

/** Whether a message is unread, and in a room whose level lets it through. */
export function isDue(state, message) {
  const room = state.rooms[message.room_id]
  return room !== undefined && message.id > room.read_id && isLetThrough(state, room, message)
}

/** The messages that are still to be told of: unread, in rooms that nobody looks at here. */
export function standingNotices(state) {
  const attended = attendedRoom(state)
  const news = Object.values(state.notices).filter(({ room_id: roomId }) => roomId !== attended)
  return news.filter((message) => isDue(state, message))
}

// In a room that is not known yet, its level is asked for as soon as it is.
function mayBeDue(state, message) {
  const room = state.rooms[message.room_id]
  return isNews(state, message) && (!room || isLetThrough(state, room, message))
}

function isLetThrough(state, { me }, message) {
  if (me.level === LEVEL.mentions) return concernsMe(state, message)
  return me.level === LEVEL.all
}
