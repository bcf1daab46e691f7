import { arrange } from "../lib/arrange.js"
import { $ } from "../lib/jquery.js"
import { shownCounts, sidebarSections } from "../store/sidebar.js"
import { partsOf } from "./parts.js"
import { createRoomLink } from "./room-link.js"

/** My rooms in their sections, each drawn once and kept for as long as I am in it. */
export function createRoomList({ element, store, actions }) {
  const $sections = $(element)
  const links = new Map() // room id -> { element, draw }

  function show(state) {
    const sections = sidebarSections(state)
    $sections.find("[data-section]").each((_, section) => {
      const found = sections.find(({ key }) => key === section.dataset.section)
      drawSection($(section), found, state)
    })
    forgetLeft(state)
  }

  function drawSection($section, found, state) {
    const { isFolded = false, rooms = [] } = found ?? {}
    $section.prop("hidden", !found && !offersSomething($section, state))
    $section.find("[data-fold]").attr("aria-expanded", String(!isFolded))
    const shown = isFolded ? rooms.filter((room) => mustShow(state, room)) : rooms
    const links = shown.map((room) => linkOf(room, state))
    arrange($section.find("[data-room-links]")[0], links)
  }

  function linkOf(room, state) {
    if (!links.has(room.id)) links.set(room.id, createRoomLink())
    const { element: link, draw } = links.get(room.id)
    draw(room, state)
    return link
  }

  function forgetLeft({ rooms }) {
    for (const [id, { element: link }] of links) {
      if (rooms[id]) continue
      link.remove()
      links.delete(id)
    }
  }

  // The arrow keys lead to rooms that may be out of sight.
  function showHere(roomId) {
    links.get(roomId)?.element.scrollIntoView({ block: "nearest" })
  }

  function onRoom(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    actions.places.open(Number(event.currentTarget.dataset.roomId))
  }

  function onFold({ currentTarget }) {
    const { section } = $(currentTarget).closest("[data-section]")[0].dataset
    actions.sidebar.fold(section, currentTarget.getAttribute("aria-expanded") === "true")
  }

  return {
    start() {
      $sections.on("click", "[data-room-link]", onRoom)
      $sections.on("click", "[data-fold]", onFold)
      store.watch(partsOf(shownParts), () => show(store.state))
      store.watch(({ place }) => place.roomId, showHere)
    },
  }
}

// An empty section is there for its buttons.
function offersSomething($section, { sidebar }) {
  return sidebar.filter.trim() === "" && $section.find("[data-opens]:not([hidden])").length > 0
}

// Of a folded section what calls for attention is still seen, and where the reader is.
function mustShow({ place }, room) {
  const { unread, mentions } = shownCounts(room)
  return room.id === place.roomId || unread + mentions > 0
}

const shownParts = ({ rooms, place, sidebar, people, outbox, me, presence }) => [
  rooms,
  place.roomId,
  sidebar,
  people,
  outbox,
  me,
  presence,
]
