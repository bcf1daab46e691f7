import { $ } from "../lib/jquery.js"
import { sidebarSections } from "../store/sidebar.js"
import { ORDER } from "../store/state.js"
import { texts } from "../texts.js"

const FROM_ROOMS = 8 // fewer are seen at a glance

/** Finding a room in the list by typing, and the order of the list. */
export function createRoomFilter({ element, store, actions }) {
  const $row = $(element)
  const $field = $row.find("[data-filter-field]")
  const $none = $row.parent().find("[data-no-rooms]")

  function show(state) {
    const { filter, order } = state.sidebar
    $row.prop("hidden", Object.keys(state.rooms).length < FROM_ROOMS && filter === "")
    if ($field.val() !== filter) $field.val(filter)
    const isFound = filter.trim() === "" || sidebarSections(state).length > 0
    $none.text(isFound ? "" : texts.noRoomsCalled(filter.trim()))
    drawOrder(order)
  }

  function drawOrder(order) {
    const label = order === ORDER.name ? texts.orderByActivity : texts.orderByName
    const $order = $row.find("[data-order]").attr({ "aria-label": label, title: label })
    $order.find("[data-order-sign]").each((_, sign) => {
      $(sign).prop("hidden", sign.dataset.orderSign !== order)
    })
  }

  function turnOrder() {
    const { order } = store.state.sidebar
    actions.sidebar.order(order === ORDER.name ? ORDER.activity : ORDER.name)
  }

  function onKey(event) {
    if (event.key === "Enter") return openFirst(event)
    if (event.key !== "Escape" || $field.val() === "") return
    event.stopPropagation() // one Escape empties the field, the next closes the drawer
    actions.sidebar.filter("")
  }

  function openFirst(event) {
    event.preventDefault()
    const [first] = sidebarSections(store.state).flatMap(({ rooms }) => rooms)
    if (!first || $field.val().trim() === "") return
    actions.sidebar.filter("")
    actions.places.open(first.id)
  }

  return {
    start() {
      $field.on("input", () => actions.sidebar.filter($field.val())).on("keydown", onKey)
      $row.on("click", "[data-order]", turnOrder)
      store.watch((state) => state, show)
    },
  }
}
