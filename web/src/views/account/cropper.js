import { moved, wholeOf, ZOOM_MAX, zoomed } from "../../lib/crop.js"
import { $ } from "../../lib/jquery.js"
import { drawSquare } from "../../lib/pictures.js"

const STEP = 0.04 // of the square's side, for a key
const ZOOM_STEP = 0.1
const ARROWS = {
  ArrowLeft: [-STEP, 0],
  ArrowRight: [STEP, 0],
  ArrowUp: [0, -STEP],
  ArrowDown: [0, STEP],
}
const ZOOMS = { "+": ZOOM_STEP, "=": ZOOM_STEP, "-": -ZOOM_STEP }

/** Choosing the square of a picture: by dragging, by keys, nearer by a slider. */
export function createCropper({ element, draw = drawSquare }) {
  const $cropper = $(element)
  const canvas = $cropper.find("[data-crop]")[0]
  const previews = $cropper.find("[data-crop-preview]").toArray()
  const $zoom = $cropper.find("[data-crop-zoom]").attr({ min: 1, max: ZOOM_MAX, step: 0.01 })
  let picture = null
  let crop = null
  let from = null // where the finger or the mouse was last

  function show(next) {
    crop = next
    $zoom.val(crop.zoom)
    for (const each of [canvas, ...previews]) draw(each, picture, crop)
  }

  function onDown({ originalEvent, pointerId = originalEvent?.pointerId, clientX, clientY }) {
    canvas.setPointerCapture?.(pointerId)
    from = { clientX, clientY }
  }

  function onMove({ clientX, clientY }) {
    if (from === null || picture === null) return
    const { clientWidth: side } = canvas
    show(moved(crop, (clientX - from.clientX) / side, (clientY - from.clientY) / side))
    from = { clientX, clientY }
  }

  function onKey(event) {
    const step = ARROWS[event.key]
    const zoom = ZOOMS[event.key]
    if (picture === null || (!step && !zoom) || event.ctrlKey || event.metaKey) return
    event.preventDefault()
    show(step ? moved(crop, ...step) : zoomed(crop, crop.zoom + zoom))
  }

  return {
    canvas,

    start() {
      $(canvas)
        .on("pointerdown", onDown)
        .on("pointermove", onMove)
        .on("pointerup pointercancel", () => (from = null))
        .on("keydown", onKey)
      $zoom.on("input", () => picture && show(zoomed(crop, Number($zoom.val()))))
    },

    /** Begin with a picture, in the middle of it. */
    open(opened) {
      picture = opened
      show(wholeOf(picture))
      canvas.focus()
    },

    /** Let go of the picture, which is large. */
    close() {
      picture?.close?.()
      picture = null
    },
  }
}
