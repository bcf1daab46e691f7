import { $ } from "../lib/jquery.js"
import { setOutOfReach } from "../lib/reach.js"

const PHONE = "(max-width: 760px)" // the same width as in styles/layout.css

/** On a phone the sidebar is a drawer: one button opens it, Escape and the rest of the page close it. */
export function createDrawer({ element, media = (query) => window.matchMedia(query) }) {
  const $app = $(element)
  const $sidebar = $app.find("[data-sidebar]")
  const $main = $app.find("[data-main]")
  const $scrim = $app.find("[data-scrim]")
  const $opener = $app.find("[data-open-sidebar]")
  const phone = media(PHONE)
  let isOpen = false

  function draw() {
    const isDrawer = phone.matches
    $app.toggleClass("app--drawer-open", isOpen)
    $scrim.prop("hidden", !isOpen)
    setOutOfReach($sidebar, "drawer", isDrawer && !isOpen)
    setOutOfReach($main, "drawer", isDrawer && isOpen)
    $opener.attr("aria-expanded", String(isOpen))
  }

  function open() {
    isOpen = true
    draw()
    $sidebar.find("[data-close-sidebar]").trigger("focus")
  }

  function close() {
    if (!isOpen) return
    isOpen = false
    draw()
    $opener.trigger("focus")
  }

  // A handler of jQuery that returns false takes the key away from everybody.
  function onKey(event) {
    if (event.key !== "Escape" || !isOpen) return
    event.stopPropagation() // one Escape closes this and does nothing else
    close()
  }

  function onWidth() {
    isOpen = false
    draw()
  }

  return {
    start() {
      $opener.on("click", open)
      $app.on("click", "[data-scrim], [data-close-sidebar], [data-room-link], [data-opens]", close)
      $app.on("keydown", onKey)
      phone.addEventListener("change", onWidth)
      draw()
    },
  }
}
