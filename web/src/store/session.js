import { withhold } from "./outbox.js"
import { nameNow } from "./people.js"

export const sessionReducers = {
  "session.entered": (state, { person }) => {
    const hasNewIdentity = state.hasNewIdentity || isSomebodyElse(state, person)
    const outbox = withhold(state.outbox, person)
    return nameNow({ ...state, me: person, outbox, hasNewIdentity }, person)
  },

  "session.renamed": (state, { person }) => nameNow({ ...state, me: person }, person),

  "session.noticed": (state) => ({ ...state, hasNewIdentity: false }),

  "room.entered": (state, { room }) => ({ ...state, room }),
}

// The last person is kept until the next one enters: to compare them, and because the page still
// shows that person's messages.
function isSomebodyElse({ me }, person) {
  return me !== null && me.id !== person.id
}
