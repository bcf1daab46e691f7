import { isDetached } from "./window.js"

export const readerReducers = {
  /** The reader scrolled. Only the end of the newest messages counts as the bottom. */
  "reader.moved": (state, { isAtBottom }) => {
    const isFollowing = isAtBottom && !isDetached(state.history)
    if (isFollowing === state.reader.isFollowing) return state
    const missed = isFollowing ? 0 : state.reader.missed
    return { ...state, reader: { ...state.reader, isFollowing, missed } }
  },

  /** The page came into view, or left it. */
  "reader.looked": (state, { isVisible }) => {
    if (isVisible === state.reader.isVisible) return state
    const unread = isVisible ? 0 : state.reader.unread
    return { ...state, reader: { ...state.reader, isVisible, unread } }
  },
}
