import { $ } from "../../lib/jquery.js"
import { setOutOfReach } from "../../lib/reach.js"
import { currentRoom } from "../../store/selectors.js"

const NARROW = "(max-width: 1099px)" // the same width as in styles/details.css

/**
 * What there is to know and to do about the open room, at the right of its conversation. On a narrow
 * window it lies above the conversation, which is out of reach meanwhile.
 */
export function createDetails({ element, store, actions, parts, media = (q) => matchMedia(q) }) {
  const $panel = $(element)
  const $app = $panel.closest("[data-app]")
  const $behind = $app.find("[data-main], [data-sidebar]")
  const $scrim = $app.find("[data-details-scrim]")
  const narrow = media(NARROW)
  let isOpen = false
  let opener = null

  function draw() {
    const room = isOpen ? currentRoom(store.state) : null
    const isShown = room !== null
    const isAbove = isShown && narrow.matches
    $panel.prop("hidden", !isShown)
    $app.toggleClass("app--details", isShown)
    $scrim.prop("hidden", !isAbove)
    setOutOfReach($behind, "details", isAbove)
    $app.find("[data-opens=details]").attr("aria-expanded", String(isShown))
    actions.members.look(room?.id ?? null)
  }

  function open(options = {}) {
    if (isOpen) return close()
    isOpen = true
    opener = options.opener ?? document.activeElement
    for (const part of parts) part.clear?.()
    draw()
    $panel.find("[data-close-details]").trigger("focus")
  }

  function close() {
    if (!isOpen) return
    isOpen = false
    draw()
    $(opener?.isConnected ? opener : $app.find("[data-opens=details]")[0]).trigger("focus")
  }

  function onKey(event) {
    if (event.key !== "Escape" || event.isDefaultPrevented()) return
    event.preventDefault() // elsewhere on the page it marks the room read
    close()
  }

  // Another room: beside the conversation its details, above it nothing.
  function onRoom() {
    if (isOpen && narrow.matches) isOpen = false
    for (const part of parts) part.clear?.()
    draw()
  }

  return {
    start() {
      for (const part of parts) part.start()
      $panel.on("click", "[data-close-details]", close).on("keydown", onKey)
      $scrim.on("click", close)
      narrow.addEventListener("change", draw)
      actions.feed.listen(actions.members.hear)
      store.watch((state) => currentRoom(state)?.id, onRoom)
    },
    open,
  }
}
