import { beginReading, readAlong } from "./reader.js"
import { shelve, unshelve } from "./shelf.js"
import { newPlace, PLACE } from "./state.js"

export const placeReducers = {
  /** The reader wants to be somewhere: in a room, at a message, or (null) wherever there is one. */
  "place.entered": (state, { roomId, messageId = null }) => {
    if (isThere(state, roomId) && messageId === null) return settle(state, roomId, { messageId })
    const place = newPlace(roomId, messageId)
    if (roomId !== null && roomId === state.history.roomId) return arrive({ ...state, place })
    return arrive(unshelve(shelve({ ...state, place }), roomId))
  },

  /** A public room that one is not in. */
  "place.found": (state, { room }) =>
    settle(state, room.id, { stage: PLACE.joinable, found: room }),

  "place.missing": (state, { roomId }) => settle(state, roomId, { stage: PLACE.missing }),

  "place.nowhere": (state) => settle(state, null, { stage: PLACE.nowhere }),

  /** The message that was asked for is not in its room: the room itself will do. */
  "place.messageMissing": (state, { roomId }) =>
    settle(state, roomId, { messageId: null, lacksMessage: true }),

  "place.lackNoticed": (state) => settle(state, state.place.roomId, { lacksMessage: false }),
}

function isThere({ place }, roomId) {
  return place.stage === PLACE.room && place.roomId === roomId
}

function settle(state, roomId, change) {
  if (state.place.roomId !== roomId) return state // the reader went on meanwhile
  return { ...state, place: { ...state.place, ...change } }
}

// What is loaded already is there at once; the rest is left to actions/opening.js.
function arrive(state) {
  const { place, history } = state
  if (!history.isOpen || !state.rooms[place.roomId]) return state
  if (place.messageId && !history.messages.some(({ id }) => id === place.messageId)) return state
  const arrived = { ...state, place: { ...place, stage: PLACE.room } }
  return readAlong(beginReading(arrived, place.messageId))
}
