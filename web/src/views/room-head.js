import { $ } from "../lib/jquery.js"
import { currentPerson, currentRoom, roomName } from "../store/selectors.js"
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
      .text(room ? aboutOf(room) : "")
      .attr("title", room?.topic ?? "")
    $head.find("[data-in-room]").prop("hidden", room === null)
    if (room === null) return
    const peer = peerOf(room)
    const person = peer && { id: peer.id, ...currentPerson(state, peer) }
    drawRoomFace($head.find("[data-room-face]"), room, person, FACE_PX)
  }

  return {
    start: () => store.watch(partsOf(shownParts), () => show(store.state)),
  }
}

function aboutOf({ kind, topic, member_count: count, people }) {
  if (kind === "direct" && people.length === 1) return topic
  return [topic, texts.memberCount(count)].filter(Boolean).join(" · ")
}

const shownParts = (state) => [currentRoom(state), state.people]
