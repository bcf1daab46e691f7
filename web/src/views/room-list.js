import { roomAddress } from "../lib/addresses.js"
import { $ } from "../lib/jquery.js"
import { currentPerson, roomName } from "../store/selectors.js"
import { sidebarSections } from "../store/sidebar.js"
import { LEVEL } from "../store/state.js"
import { texts } from "../texts.js"
import { drawRoomFace, peerOf } from "./room-face.js"
import { cloneTemplate } from "./words.js"

const MOST = 99 // beyond that the exact number tells nobody anything

/** My rooms in their sections, each drawn once and kept for as long as I am in it. */
export function createRoomList({ element, store, actions }) {
  const $sections = $(element)
  const links = new Map() // room id -> element

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
    $section.prop("hidden", !found && !$section.is("[data-stays]"))
    $section.find("[data-fold]").attr("aria-expanded", String(!isFolded))
    const shown = isFolded ? rooms.filter((room) => mustShow(state, room)) : rooms
    place(
      $section.find("[data-room-links]")[0],
      shown.map((room) => linkOf(room, state)),
    )
  }

  function linkOf(room, state) {
    if (!links.has(room.id)) links.set(room.id, cloneTemplate("room-link-template")[0])
    const link = links.get(room.id)
    drawLink($(link), room, state)
    return link
  }

  function forgetLeft({ rooms }) {
    for (const [id, link] of links) {
      if (rooms[id]) continue
      link.remove()
      links.delete(id)
    }
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
      store.watch(shownParts(), () => show(store.state))
    },
  }
}

function drawLink($link, room, state) {
  const name = roomName(state, room)
  const isHere = state.place.roomId === room.id
  const counts = countsOf(room)
  $link.attr({ href: roomAddress(room), "data-room-id": room.id, title: name })
  $link.attr("aria-current", isHere ? "page" : null)
  $link.toggleClass("room-link--unread", counts.isUnread)
  $link.toggleClass("room-link--muted", isMuted(room))
  $link.find("[data-room-name]").text(name)
  const peer = peerOf(room)
  const person = peer && { id: peer.id, ...currentPerson(state, peer) }
  drawRoomFace($link.find("[data-room-face]"), room, person)
  $link
    .find("[data-count]")
    .text(counts.unread)
    .prop("hidden", counts.unread === "")
  $link
    .find("[data-mentions]")
    .text(counts.mentions)
    .prop("hidden", counts.mentions === "")
  $link.find("[data-count-words]").text(counts.words)
}

// A mention stands for all that is unread, as the more urgent of the two.
function countsOf(room) {
  const { unread, mentions } = room
  if (isMuted(room)) return { isUnread: false, unread: "", mentions: "", words: "" }
  if (mentions > 0) {
    return {
      isUnread: true,
      unread: "",
      mentions: `@ ${atMost(mentions)}`,
      words: texts.mentionsOf(mentions),
    }
  }
  if (unread === 0) return { isUnread: false, unread: "", mentions: "", words: "" }
  const isCounted = room.me.level === LEVEL.all
  return {
    isUnread: isCounted,
    unread: isCounted ? atMost(unread) : "",
    mentions: "",
    words: isCounted ? texts.unreadOf(unread) : "",
  }
}

function atMost(count) {
  return count > MOST ? `${MOST}+` : String(count)
}

function isMuted({ me, mentions }) {
  return me.level === LEVEL.nothing || (me.level === LEVEL.hidden && mentions === 0)
}

// Of a folded section what calls for attention is still seen, and where the reader is.
function mustShow({ place }, room) {
  return room.id === place.roomId || countsOf(room).isUnread
}

// Walks from the end, so that what stays in place is never touched and keeps the focus.
function place(list, nodes) {
  let after = null
  for (const node of nodes.toReversed()) {
    if (node.parentNode !== list || node.nextSibling !== after) list.insertBefore(node, after)
    after = node
  }
  while (list.firstChild && list.firstChild !== nodes[0]) list.firstChild.remove()
}

// One value that changes when anything drawn here does.
function shownParts() {
  let last = []
  return ({ rooms, place, sidebar, people }) => {
    const parts = [rooms, place.roomId, sidebar, people]
    if (parts.some((part, index) => part !== last[index])) last = parts
    return last
  }
}
