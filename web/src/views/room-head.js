import { $ } from "../lib/jquery.js"
import { currentPerson, currentRoom, roomName } from "../store/selectors.js"
import { presenceOf } from "../store/signals.js"
import { texts } from "../texts.js"
import { partsOf } from "./parts.js"
import { drawRoomFace, peerOf } from "./room-face.js"

const FACE_PX = 20

/** What the open room is: its sign, its name, what it is about and how many are in it. */
export function createRoomHead({ element, store }) {
  const $head = $(element)

  function show(state) {
    const room = currentRoom(state)
    $head.find("[data-room-name]").text(room ? roomName(state, room) : texts.product)
    $head.find("[data-room-face]").prop("hidden", room === null)
    $head
      .find("[data-room-about]")
      .text(room ? aboutOf(room, state) : "")
      .attr("title", room?.topic ?? "")
    $head.find("[data-in-room]").prop("hidden", room === null)
    const peer = room && peerOf(room)
    const person = peer && { id: peer.id, ...currentPerson(state, peer) }
    drawRoomFace($head.find("[data-room-face]"), room, person, FACE_PX)
  }

  return {
    start: () => store.watch(partsOf(shownParts), () => show(store.state)),
  }
}

function aboutOf(room, state) {
  const { topic, member_count: count } = room
  const peer = peerOf(room)
  if (peer) return texts.presence[presenceOf(state, peer.id)] ?? ""
  return [topic, texts.memberCount(count)].filter(Boolean).join(" · ")
}

const shownParts = (state) => [currentRoom(state), state.people, state.presence]
