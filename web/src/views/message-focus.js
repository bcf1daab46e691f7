import { $ } from "../lib/jquery.js"
import { createTicker } from "./ticker.js"

const REST_MS = 100 // without scrolling
const ROW = ".message[data-message-id]"
const STEPS = { ArrowUp: "previousElementSibling", ArrowDown: "nextElementSibling" }
const ENDS = { ArrowUp: "start", ArrowDown: "end" }

/**
 * Messages by keyboard: the Tab key comes by one of them, the lowest in view or where one was, arrows
 * go from one to the next, Enter asks for what can be done with it.
 */
export function createMessageFocus({ element, scroller, store, onEnter }) {
  const $messages = $(element)
  const ticker = createTicker(settle)
  let stop = null

  function setStop(row) {
    if (row === stop) return
    $(stop).attr("tabindex", "-1")
    $(row).attr("tabindex", "0")
    stop = row
  }

  // One that has the focus is left where it is.
  function settle() {
    if (stop?.isConnected && stop.contains(document.activeElement)) return
    const { bottom } = scroller.getBoundingClientRect()
    const rows = $messages.children(ROW).toArray()
    const isInView = (row) => row.getBoundingClientRect().bottom <= bottom
    setStop(rows.findLast(isInView) ?? rows[0] ?? null)
  }

  function onKey(event) {
    const { target, key, altKey, ctrlKey, metaKey, shiftKey } = event
    if (!target.matches(ROW) || altKey || ctrlKey || metaKey) return
    const isMenuKey = key === "ContextMenu" || (shiftKey && key === "F10")
    if (key === "Enter" || isMenuKey) {
      event.preventDefault()
      onEnter(target)
    } else if (STEPS[key] && target.matches(":focus-visible")) {
      event.preventDefault()
      step(target, key)
    }
  }

  function step(row, key) {
    let next = row[STEPS[key]]
    while (next && !next.matches(ROW)) next = next[STEPS[key]]
    if (!next) return row.scrollIntoView?.({ block: ENDS[key] })
    next.focus({ preventScroll: true })
    next.scrollIntoView?.({ block: "nearest" })
  }

  return {
    start() {
      $messages.on("keydown", onKey)
      $messages.on("focusin", ROW, ({ currentTarget }) => setStop(currentTarget))
      $(scroller).on("scroll", () => ticker.set(REST_MS))
      store.watch(
        (state) => state.history,
        () => ticker.set(0),
      )
    },
  }
}
