import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { cloneTemplate } from "./words.js"

const GAP_PX = 4 // from what it belongs to
const EDGE_PX = 8 // from the edges of the page
const ICON_PX = 18
const STEPS = { ArrowDown: 1, ArrowUp: -1 }

/**
 * The menu of the page: things to do with something on it, beside that thing or, on a phone, at the
 * foot of the page. While it is open, the rest of the page waits.
 */
export function createMenu({ element, view = window }) {
  const $layer = $(element)
  const $menu = $layer.find("[data-menu]")
  let opener = null
  let deeds = []

  const items = () => $menu.children("[role=menuitem]").toArray()

  /** `deeds`: `{ icon, words, isDangerous, run }`; `at`: where what they are about stands. */
  function open({ label, at, ...options }) {
    ;({ opener, deeds } = options)
    $menu.attr("aria-label", label).empty().append(deeds.map(drawItem))
    $layer.prop("hidden", false)
    place(at)
    items()[0].focus({ preventScroll: true })
  }

  function place({ top, bottom, left, right }) {
    const { offsetWidth: width, offsetHeight: height } = $menu[0]
    const isBelow = bottom + GAP_PX + height + EDGE_PX <= view.innerHeight
    const middle = (left + right) / 2
    const x = middle > view.innerWidth / 2 ? right - width : left
    const y = isBelow ? bottom + GAP_PX : top - GAP_PX - height
    const within = (value, size, limit) =>
      Math.max(EDGE_PX, Math.min(value, limit - size - EDGE_PX))
    $menu[0].style.setProperty("--menu-left", `${within(x, width, view.innerWidth)}px`)
    $menu[0].style.setProperty("--menu-top", `${within(y, height, view.innerHeight)}px`)
  }

  function close() {
    if ($layer.prop("hidden")) return
    $layer.prop("hidden", true)
    opener?.focus({ preventScroll: true })
  }

  function run(item) {
    const deed = deeds[items().indexOf(item)]
    close()
    deed.run()
  }

  function onKey(event) {
    const all = items()
    const at = all.indexOf(document.activeElement)
    const by = STEPS[event.key]
    if (event.key === "Escape" || event.key === "Tab") close()
    else if (by) all[(at + by + all.length) % all.length].focus()
    else if (event.key === "Home") all[0].focus()
    else if (event.key === "End") all.at(-1).focus()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    open,
    close,

    start() {
      $layer.on("keydown", onKey)
      $menu.on("click", "[role=menuitem]", ({ currentTarget }) => run(currentTarget))
      $layer.on("click contextmenu", (event) => {
        if (event.target !== element) return
        event.preventDefault()
        close()
      })
      $(view).on("resize", close)
    },
  }
}

function drawItem({ icon: name, words, isDangerous = false }) {
  const $item = cloneTemplate("menu-item-template").toggleClass("menu__item--danger", isDangerous)
  $item.find("[data-sign]").append(icon(name, ICON_PX))
  $item.find("[data-words]").text(words)
  return $item[0]
}
