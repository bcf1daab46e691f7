import { roomAddress } from "../lib/addresses.js"
import { $ } from "../lib/jquery.js"
import { currentPerson, roomName } from "../store/selectors.js"
import { isQuiet, shownCounts } from "../store/sidebar.js"
import { DELIVERY } from "../store/state.js"
import { texts } from "../texts.js"
import { drawRoomFace, peerOf } from "./room-face.js"
import { cloneTemplate } from "./words.js"

const MOST = 99 // beyond that the exact number tells nobody anything

/** The line of a room in the sidebar: `draw(room, state)` touches it only where it shows a change. */
export function createRoomLink() {
  const [element] = cloneTemplate("room-link-template")
  let drawn = []

  function draw(room, state) {
    const name = roomName(state, room)
    const isHere = state.place.roomId === room.id
    const parts = [room, name, isHere, hasUnsent(state, room), pictureOf(state, room)]
    if (parts.every((part, index) => part === drawn[index])) return
    drawn = parts
    drawName($(element), room, { name, isHere })
    drawRoomFace($(element).find("[data-room-face]"), room, personOf(state, room))
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

function pictureOf(state, room) {
  return personOf(state, room)?.avatar ?? null
}

function drawCounts($link, room, isUnsent) {
  const { unread, mentions } = shownCounts(room)
  $link.toggleClass("room-link--unread", unread + mentions > 0)
  $link.toggleClass("room-link--muted", isQuiet(room))
  // A mention stands for all that is unread, as the more urgent of the two.
  const isPlain = unread > 0 && mentions === 0
  $link.find("[data-count]").text(atMost(unread)).prop("hidden", !isPlain)
  $link
    .find("[data-mentions]")
    .text(`@ ${atMost(mentions)}`)
    .prop("hidden", mentions === 0)
  $link.find("[data-unsent]").prop("hidden", !isUnsent)
  $link.find("[data-count-words]").text(wordsOf(unread, mentions, isUnsent))
}

function wordsOf(unread, mentions, isUnsent) {
  const counts = mentions ? texts.mentionsOf(mentions) : unread ? texts.unreadOf(unread) : ""
  return counts + (isUnsent ? texts.unsentHere : "")
}

function hasUnsent({ outbox }, room) {
  return outbox.some(({ roomId, status }) => roomId === room.id && status === DELIVERY.failed)
}

function atMost(count) {
  return count > MOST ? `${MOST}+` : String(count)
}
