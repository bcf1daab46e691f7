import { $ } from "../lib/jquery.js"
import { createTicker } from "./ticker.js"

const PRESS_MS = 450
const SLIP_PX = 10 // a finger is never quite still

/** Call back with the element that a finger has rested on; what the browser would do is not done. */
export function onLongPress(element, selector, onPress) {
  let pressed = null
  let start = null
  const ticker = createTicker(press)

  function press() {
    // Lifting the finger would press whatever has come to be under it.
    $(pressed).one("touchend", (event) => event.preventDefault())
    navigator.vibrate?.(10)
    onPress(pressed)
  }

  function begin({ currentTarget, target, originalEvent }) {
    end()
    if (originalEvent.pointerType === "mouse" || target.closest("a, button")) return
    pressed = currentTarget
    start = originalEvent
    ticker.set(PRESS_MS)
  }

  function move({ originalEvent: { clientX, clientY } }) {
    if (start === null) return
    if (Math.hypot(clientX - start.clientX, clientY - start.clientY) > SLIP_PX) end()
  }

  function end() {
    ticker.set(null)
    start = null
  }

  // Some browsers have a menu of their own for it.
  function onContextMenu(event) {
    if (event.originalEvent.pointerType === "touch" && !event.target.closest("a")) {
      event.preventDefault()
    }
  }

  const $element = $(element)
  $element.on("pointerdown", selector, begin).on("contextmenu", selector, onContextMenu)
  $element.on("pointermove", move).on("pointerup pointercancel", end)
}
