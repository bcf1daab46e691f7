import { $ } from "../lib/jquery.js"

const GAP_PX = 6
const EDGE_PX = 4

/** A few buttons beside one message at a time: the one under the pointer, or with the focus. */
export function createMessageTools({ element, scroller }) {
  const $body = $(element)
  const $tools = $body.find("[data-message-tools]")
  let shown = null

  function show(row) {
    shown = row
    $tools.prop("hidden", false)
    const { style } = $tools[0]
    const { left, top } = placeOf($tools[0], bubbleOf(row), $body[0].getBoundingClientRect())
    style.left = `${left}px`
    style.top = `${top}px`
  }

  function hide() {
    shown = null
    $tools.prop("hidden", true)
  }

  return {
    show,
    hide,
    row: () => shown,
    start() {
      $(scroller).on("scroll", hide)
      $tools.on("mousedown", (event) => event.preventDefault()) // the focus stays where it is
      $body.on("pointerleave", ({ originalEvent: { pointerType, relatedTarget } }) => {
        if (pointerType !== "touch" && !isOfMenu(relatedTarget)) hide()
      })
    },
  }
}

/** Whether something is part of the menu, which is about the message whose buttons these are. */
export const isOfMenu = (element) => Boolean(element?.closest?.("[data-menu-layer]"))

export const bubbleOf = (row) => row.querySelector(".message__bubble").getBoundingClientRect()

// On the side that has more room, beside the first line; where there is none, over the upper corner.
function placeOf({ offsetWidth: width, offsetHeight: height }, bubble, body) {
  const isRight = body.right - bubble.right > bubble.left - body.left
  const space = isRight ? body.right - bubble.right : bubble.left - body.left
  const isBeside = space >= width + GAP_PX + EDGE_PX
  const outside = isRight ? bubble.right + GAP_PX : bubble.left - GAP_PX - width
  const inside = isRight ? bubble.right - width : bubble.left
  const x = (isBeside ? outside : inside) - body.left
  const y =
    bubble.top - body.top + (isBeside ? Math.min(0, (bubble.height - height) / 2) : -height / 2)
  return {
    left: Math.max(EDGE_PX, Math.min(x, body.width - width - EDGE_PX)),
    top: Math.max(EDGE_PX, Math.min(y, body.height - height - EDGE_PX)),
  }
}
