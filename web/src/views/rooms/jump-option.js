import { markedPieces } from "../../lib/fuzzy.js"
import { $ } from "../../lib/jquery.js"
import { currentPerson } from "../../store/selectors.js"
import { texts } from "../../texts.js"
import { drawPersonLine } from "../person-line.js"
import { drawRoomCounts } from "../room-counts.js"
import { drawRoomFace, peerOf } from "../room-face.js"
import { cloneTemplate } from "../words.js"

/** A room of mine to jump to, the letters that were typed marked in its name. */
export function drawJumpRoom({ room, name, places }, state) {
  const peer = peerOf(room)
  const person = peer && { id: peer.id, ...currentPerson(state, peer) }
  const $option = cloneTemplate("jump-room-template")
  $option.attr({ id: `jump-room-${room.id}`, "data-room-id": room.id })
  drawRoomFace($option.find("[data-room-face]"), room, person)
  $option.find("[data-name]").append(markedPieces(name, places).map(drawPiece))
  $option.find("[data-topic]").text(room.archived_at ? texts.archived : room.topic)
  const words = drawRoomCounts($option, room)
  $option.find("[data-count-words]").text(words)
  $option.toggleClass("option--unread", words !== "")
  return $option[0]
}

/** Somebody with whom there is no conversation yet. */
export function drawJumpPerson(person) {
  const $option = cloneTemplate("jump-person-template")
  $option.attr({ id: `jump-person-${person.id}`, "data-person-id": person.id })
  const more = person.username ? texts.atUsername(person.username) : ""
  return $option.append(drawPersonLine({ ...person, more }))[0]
}

function drawPiece({ text, isMarked }) {
  return isMarked
    ? $("<b>").attr("class", "option__hit").text(text)[0]
    : document.createTextNode(text)
}
