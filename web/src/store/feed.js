import { countNews } from "./counts.js"
import { learnNames } from "./people.js"
import { readAlong } from "./reader.js"
import { absorbOnShelf } from "./shelf.js"
import { newPlace } from "./state.js"
import { absorb } from "./window.js"

export const feedReducers = {
  /** The answer to a poll: new, changed and deleted messages, in the order of their revisions. */
  "feed.arrived": (state, { messages }) => receive(state, messages),

  /** The feed cannot be followed from where it was: everything is asked for afresh. */
  "feed.reset": (state) => {
    const { place, history } = state
    const messageId = history.isOpen ? null : place.messageId
    const again = newPlace(place.roomId, messageId)
    return { ...state, shelf: [], areRoomsKnown: false, place: again }
  },

  /** The answer to one's own post. Its author is whoever this browser is signed in as now. */
  "message.accepted": (state, { clientId, message }) => {
    const outbox = state.outbox.filter((pending) => pending.clientId !== clientId)
    const me = state.me?.id === message.author.id ? state.me : { ...state.me, ...message.author }
    return receive({ ...state, me, outbox }, [message])
  },
}

/** Bring messages into every part of the state that they concern. */
function receive(state, messages) {
  const counted = settle(countNews(state, messages), messages)
  const shelf = absorbOnShelf(state.shelf, messages)
  const here = messages.filter((message) => message.room_id === state.history.roomId)
  const { isFollowing } = state.reader
  const history = here.length ? absorb(state.history, here, isFollowing) : state.history
  return readAlong(learnNames({ ...counted, shelf, history }, messages))
}

/**
 * Take own messages out of the outbox that the server turns out to have. A client id proves
 * nothing by itself, since anyone can copy one: the author must be me.
 */
export function settle(state, messages) {
  const mine = messages.filter((message) => message.author.id === state.me?.id)
  const known = new Set(mine.map((message) => message.client_id))
  const outbox = state.outbox.filter(({ clientId }) => !known.has(clientId))
  return outbox.length === state.outbox.length ? state : { ...state, outbox }
}
