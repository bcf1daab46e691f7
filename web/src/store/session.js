import { withhold } from "./outbox.js"
import { nameNow } from "./people.js"
import { newPlace } from "./state.js"

export const sessionReducers = {
  "session.entered": (state, { person }) => {
    const entered = isSomebodyElse(state, person) ? forgetRooms(state) : state
    const outbox = withhold(state.outbox, person)
    return nameNow({ ...entered, me: person, outbox }, person)
  },

  "session.renamed": (state, { person }) => nameNow({ ...state, me: person }, person),

  "session.noticed": (state) => ({ ...state, hasNewIdentity: false }),
}

// The last person is kept until the next one enters: to compare them, and because the page still
// shows that person's messages.
function isSomebodyElse({ me }, person) {
  return me !== null && me.id !== person.id
}

// Another person is in other rooms. The place is asked for again, in their name.
function forgetRooms(state) {
  const place = newPlace(state.place.roomId, state.place.messageId)
  const forgotten = { rooms: {}, areRoomsKnown: false, reads: null, marks: {}, shelf: [] }
  const unknown = { notices: {}, quiet: null }
  return { ...state, ...forgotten, ...unknown, place, hasNewIdentity: true }
}
