import { EDGE, newHistory } from "./state.js"
import { absorb } from "./window.js"

export const SHELF_ROOMS = 8 // so many rooms can be come back to without waiting

/** Put the open history aside, and how the reader stood in it. */
export function shelve(state) {
  const { history, reader, shelf } = state
  if (!history.isOpen || !state.rooms[history.roomId]) return state
  const { isFollowing } = reader
  const kept = { ...history, ...calm(history), goal: null, lineId: null, isFollowing }
  const others = shelf.filter(({ roomId }) => roomId !== history.roomId)
  return { ...state, shelf: [kept, ...others].slice(0, SHELF_ROOMS) }
}

/** Take the history of a room from the shelf, or begin an empty one. */
export function unshelve(state, roomId) {
  const found = state.shelf.find((each) => each.roomId === roomId)
  const { isFollowing = true, ...history } = found ?? newHistory(roomId)
  const reader = { ...state.reader, isFollowing, missed: 0, keepsUnread: false }
  return { ...state, history, reader, shelf: state.shelf.filter((each) => each !== found) }
}

/** Bring news to the histories on the shelf. Nobody looks at them, so the oldest may go. */
export function absorbOnShelf(shelf, messages) {
  const concerned = new Set(messages.map((message) => message.room_id))
  if (!shelf.some(({ roomId }) => concerned.has(roomId))) return shelf
  return shelf.map((history) => {
    const here = messages.filter((message) => message.room_id === history.roomId)
    return here.length ? { ...history, ...absorb(history, here, true) } : history
  })
}

// What was being loaded is asked for again by whoever comes back; its answer finds nobody.
function calm({ older, newer }) {
  const again = (edge) => (edge === EDGE.loading ? EDGE.more : edge)
  return { older: again(older), newer: again(newer) }
}
