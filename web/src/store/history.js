import { countNew, settle } from "./feed.js"
import { learnNames } from "./people.js"
import { EDGE } from "./state.js"
import { merge, trimNewest, trimOldest } from "./window.js"

export const historyReducers = {
  /** The newest page of the room, on entering it, after a reset, or to return to the bottom. */
  "history.opened": (state, { page }) => {
    const counted = settle(countNew(state, page.messages), page.messages)
    const reader = { ...counted.reader, isFollowing: true, missed: 0 }
    const history = {
      isOpen: true,
      messages: merge([], page.messages),
      older: page.more ? EDGE.more : EDGE.end,
      newer: EDGE.end,
      newestId: page.messages.at(-1)?.id ?? 0,
    }
    return learnNames({ ...counted, reader, history }, page.messages)
  },

  /** The newest page again, for a reader who comes back to it; the feed goes on as it was. */
  "history.returned": (state, { page }) => {
    const opened = historyReducers["history.opened"](state, { page })
    const { newestId } = state.history
    if (opened.history.newestId >= newestId) return opened
    // News overtook the page: what it lacks is fetched like any newer message.
    return { ...opened, history: { ...opened.history, newestId, newer: EDGE.more } }
  },

  "history.olderAsked": (state) => withHistory(state, { older: EDGE.loading }),
  "history.olderFailed": (state) => withHistory(state, { older: EDGE.failed }),
  "history.olderArrived": (state, { page, beforeId }) => {
    const { history } = state
    if (history.messages[0]?.id !== beforeId) return withHistory(state, { older: EDGE.more })
    const messages = merge(history.messages, page.messages)
    const grown = { ...history, messages, older: page.more ? EDGE.more : EDGE.end }
    return learnNames({ ...state, history: trimNewest(grown) }, page.messages)
  },

  "history.newerAsked": (state) => withHistory(state, { newer: EDGE.loading }),
  "history.newerFailed": (state) => withHistory(state, { newer: EDGE.failed }),
  "history.newerArrived": (state, { messages, afterId, coveredTo }) => {
    const { history } = state
    if (history.messages.at(-1)?.id !== afterId) return withHistory(state, { newer: EDGE.more })
    const merged = merge(history.messages, messages)
    const newer = coveredTo >= history.newestId ? EDGE.end : EDGE.more
    const grown = trimOldest({ ...history, messages: merged, newer })
    return learnNames({ ...state, history: grown }, messages)
  },
}

function withHistory(state, change) {
  return { ...state, history: { ...state.history, ...change } }
}
