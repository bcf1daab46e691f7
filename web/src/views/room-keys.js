import { $ } from "../lib/jquery.js"

const STEPS = { ArrowUp: -1, ArrowDown: 1 }

/** From room to room by keyboard: Alt with an arrow, with Shift only where something is unread. */
export function createRoomKeys({ places, reading, store, page = document }) {
  function onKey(event) {
    if (event.isDefaultPrevented() || page.querySelector("dialog[open]")) return
    if (event.key === "Escape") return readRoom(event.originalEvent)
    const by = STEPS[event.key]
    if (!by || !event.altKey || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    if (event.shiftKey) places.stepToUnread(by)
    else places.step(by)
  }

  function readRoom({ isComposing }) {
    if (isComposing) return // it takes back a word of an input method
    const { roomId } = store.state.place
    if (roomId !== null) reading.markRead(roomId)
  }

  return { start: () => $(page).on("keydown", onKey) }
}
