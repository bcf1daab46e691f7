import { learnNames } from "./people.js"
import { absorb } from "./window.js"

export const feedReducers = {
  /** The answer to a poll: new, changed and deleted messages, in the order of their revisions. */
  "feed.arrived": (state, { messages }) => receive(state, messages),

  /** The answer to one's own post. Its author is whoever this browser is signed in as now. */
  "message.accepted": (state, { clientId, message }) => {
    const outbox = state.outbox.filter((pending) => pending.clientId !== clientId)
    const me = state.me?.id === message.author.id ? state.me : { ...state.me, ...message.author }
    return receive({ ...state, me, outbox }, [message])
  },
}

/** Bring messages of this room into every part of the state that they concern. */
export function receive(state, messages) {
  const here = messages.filter((message) => message.room_id === state.room?.id)
  if (here.length === 0) return state
  const { isFollowing } = state.reader
  const settled = settle(countNew(state, here), here)
  return learnNames({ ...settled, history: absorb(state.history, here, isFollowing) }, here)
}

/** Count what the reader has not seen: while away from the bottom, and while away altogether. */
export function countNew(state, messages) {
  const { reader, history, me } = state
  const isNew = ({ id, kind, author, deleted_at: deletedAt }) =>
    id > history.newestId && kind === "text" && !deletedAt && author.id !== me?.id
  const count = history.isOpen ? messages.filter(isNew).length : 0
  if (count === 0) return state
  const missed = reader.missed + (reader.isFollowing ? 0 : count)
  const unread = reader.unread + (reader.isVisible ? 0 : count)
  return { ...state, reader: { ...reader, missed, unread } }
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
