import { roomAddress } from "../lib/addresses.js"
import { $ } from "../lib/jquery.js"
import { currentPerson, roomName } from "../store/selectors.js"
import { isQuiet } from "../store/sidebar.js"
import { presenceOf } from "../store/signals.js"
import { DELIVERY } from "../store/state.js"
import { texts } from "../texts.js"
import { drawPresence } from "./person-line.js"
import { drawRoomCounts } from "./room-counts.js"
import { drawRoomFace, peerOf } from "./room-face.js"
import { cloneTemplate } from "./words.js"

/** The line of a room in the sidebar: `draw(room, state)` touches it only where it shows a change. */
export function createRoomLink() {
  const [element] = cloneTemplate("room-link-template")
  let drawn = []

  function draw(room, state) {
    const name = roomName(state, room)
    const isHere = state.place.roomId === room.id
    const presence = presenceIn(state, room)
    const parts = [room, name, isHere, hasUnsent(state, room), pictureOf(state, room), presence]
    if (parts.every((part, index) => part === drawn[index])) return
    drawn = parts
    drawName($(element), room, { name, isHere })
    drawRoomFace($(element).find("[data-room-face]"), room, personOf(state, room))
    drawPresence($(element), presence)
    drawCounts($(element), room, hasUnsent(state, room))
  }

  return { element, draw }
}

function drawName($link, room, { name, isHere }) {
  $link.attr({ href: roomAddress(room), "data-room-id": room.id, title: name })
  $link.attr("aria-current", isHere ? "page" : null)
  $link.find("[data-room-name]").text(name)
}

function personOf(state, room) {
  const peer = peerOf(room)
  return peer && { id: peer.id, ...currentPerson(state, peer) }
}

function presenceIn(state, room) {
  const peer = peerOf(room)
  return peer && presenceOf(state, peer.id)
}

function pictureOf(state, room) {
  return personOf(state, room)?.avatar ?? null
}

function drawCounts($link, room, isUnsent) {
  const words = drawRoomCounts($link, room)
  $link.toggleClass("room-link--unread", words !== "")
  $link.toggleClass("room-link--muted", isQuiet(room))
  $link.find("[data-unsent]").prop("hidden", !isUnsent)
  $link.find("[data-count-words]").text(words + (isUnsent ? texts.unsentHere : ""))
}

function hasUnsent({ outbox }, room) {
  return outbox.some(({ roomId, status }) => roomId === room.id && status === DELIVERY.failed)
}
