import { countNews } from "./counts.js"
import { settle } from "./feed.js"
import { learnNames } from "./people.js"
import { beginReading, readAlong } from "./reader.js"
import { EDGE, newHistory, PLACE } from "./state.js"
import { absorb, merge, trimNewest, trimOldest } from "./window.js"

export const historyReducers = {
  /** A page of the place: the newest of the room, or the one around the message asked for. */
  "history.opened": (state, { roomId, messageId = null, page }) => {
    const { place } = state
    if (place.roomId !== roomId || place.messageId !== messageId) return state
    const isAgain = state.history.isOpen && state.history.roomId === roomId && messageId === null
    const history = stretchOf(state, roomId, page, messageId === null)
    const stage = { ...place, stage: PLACE.room }
    const settled = settle({ ...state, place: stage, history }, page.messages)
    const learned = learnNames(settled, page.messages)
    const begun = isAgain ? goOn(learned, state) : beginReading(asArrived(learned), messageId)
    return readAlong(countNews(begun, page.messages)) // the page may be ahead of the feed
  },

  /** The newest page again, for a reader who comes back to it; the feed goes on as it was. */
  "history.returned": (state, { roomId, page }) => {
    if (state.history.roomId !== roomId) return state
    const { newestId, lineId, lineCount } = state.history
    const settled = settle(state, page.messages)
    const opened = { ...stretchOf(state, roomId, page, true), lineId, lineCount }
    const place = { ...state.place, messageId: null }
    const reader = { ...settled.reader, isFollowing: true, missed: 0 }
    // News overtook the page: what it lacks is fetched like any newer message.
    const isOvertaken = opened.newestId < newestId
    const history = isOvertaken ? { ...opened, newestId, newer: EDGE.more } : opened
    return readAlong(learnNames({ ...settled, place, reader, history }, page.messages))
  },

  /** The place where the news begin, for a reader who wants to begin there. */
  "history.lineReached": (state, { roomId, above, below }) => {
    const { lineId, lineCount } = state.history
    if (state.history.roomId !== roomId || lineId === null) return state
    const page = { messages: [...above.messages, ...below.messages], more: above.more }
    const reached = stretchOf(state, roomId, page, false)
    const history = { ...reached, lineId, lineCount, goal: { lineId } }
    const reader = { ...state.reader, isFollowing: false, missed: 0 }
    return learnNames({ ...state, history, reader }, page.messages)
  },

  "history.olderAsked": (state) => withHistory(state, { older: EDGE.loading }),
  "history.olderFailed": (state, { roomId }) => failed(state, roomId, { older: EDGE.failed }),
  "history.olderArrived": (state, { page, beforeId, roomId }) => {
    const { history } = state
    if (history.roomId !== roomId) return state
    if (history.messages[0]?.id !== beforeId) return withHistory(state, { older: EDGE.more })
    const messages = merge(history.messages, page.messages)
    const grown = { ...history, messages, older: page.more ? EDGE.more : EDGE.end }
    return learnNames({ ...state, history: trimNewest(grown) }, page.messages)
  },

  "history.newerAsked": (state) => withHistory(state, { newer: EDGE.loading }),
  "history.newerFailed": (state, { roomId }) => failed(state, roomId, { newer: EDGE.failed }),
  "history.newerArrived": (state, { page, afterId, roomId }) => {
    const { history } = state
    if (history.roomId !== roomId) return state
    if (history.messages.at(-1)?.id !== afterId) return withHistory(state, { newer: EDGE.more })
    const messages = merge(history.messages, page.messages)
    const hasMore = page.more || messages.at(-1).id < history.newestId
    const grown = trimOldest({ ...history, messages, newer: hasMore ? EDGE.more : EDGE.end })
    return learnNames({ ...state, history: grown }, page.messages)
  },
}

// The same room afresh, after the feed could not be followed: the reader is taken to the newest.
function goOn(state, { history: { lineId, lineCount } }) {
  const reader = { ...state.reader, isFollowing: true, missed: 0 }
  return { ...state, reader, history: { ...state.history, lineId, lineCount } }
}

function asArrived(state) {
  return { ...state, reader: { ...state.reader, isFollowing: true, keepsUnread: false } }
}

function stretchOf({ history, rooms }, roomId, page, isNewest) {
  const lastId = page.messages.at(-1)?.id ?? 0
  const newestId = isNewest ? lastId : Math.max(lastId, rooms[roomId]?.newest_id ?? 0)
  const stretch = {
    ...newHistory(roomId),
    isOpen: true,
    messages: merge([], page.messages),
    older: page.more ? EDGE.more : EDGE.end,
    newer: newestId > lastId ? EDGE.more : EDGE.end,
    newestId,
  }
  // What one has just posted here may be ahead of the page.
  const early = history.roomId === roomId && !history.isOpen ? history.messages : []
  return early.length ? absorb(stretch, early, true) : stretch
}

function failed(state, roomId, change) {
  return state.history.roomId === roomId ? withHistory(state, change) : state
}

function withHistory(state, change) {
  return { ...state, history: { ...state.history, ...change } }
}
