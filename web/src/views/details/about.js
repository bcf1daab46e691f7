import { $ } from "../../lib/jquery.js"
import { currentPerson, currentRoom, mayStill, roomName } from "../../store/selectors.js"
import { texts } from "../../texts.js"
import { createAttempt } from "../forms/attempt.js"
import { partsOf } from "../parts.js"
import { drawRoomFace, peerOf } from "../room-face.js"

const FACE_PX = 28

/** What a room is, what it is about, whether it is one of my favourites. */
export function createAbout({ element, store, actions, editDialog }) {
  const $about = $(element)
  const attempt = createAttempt(element)

  function show(state) {
    const room = currentRoom(state)
    const peer = room && peerOf(room)
    const person = peer && { id: peer.id, ...currentPerson(state, peer) }
    drawRoomFace($about.find("[data-room-face]"), room, person, FACE_PX)
    $about.find("[data-name]").text(room ? roomName(state, room) : "")
    $about.find("[data-kind]").text(room ? kindWords(room) : "")
    words($about.find("[data-topic]"), room?.topic ?? "")
    words($about.find("[data-description]"), room?.description ?? "")
    words($about.find("[data-archived]"), room?.archived_at ? texts.archivedWords : "")
    if (room) drawDeeds(room)
  }

  function drawDeeds(room) {
    $about.find("[data-edit]").prop("hidden", !mayStill(room, "edit"))
    drawFavourite(room.me.is_favourite)
  }

  function drawFavourite(isFavourite) {
    const label = isFavourite ? texts.noFavourite : texts.makeFavourite
    $about
      .find("[data-favourite]")
      .attr({ "aria-pressed": String(isFavourite), title: label })
      .find("[data-favourite-words]")
      .text(texts.favourite)
  }

  function turnFavourite() {
    const { id, me } = currentRoom(store.state)
    attempt.make(() => actions.roomDeeds.changeMine(id, { is_favourite: !me.is_favourite }))
  }

  return {
    start() {
      $about.on("click", "[data-favourite]", turnFavourite)
      $about.on("click", "[data-edit]", () => editDialog.open(currentRoom(store.state)))
      store.watch(
        partsOf((state) => [currentRoom(state), state.people]),
        () => show(store.state),
      )
    },
    clear: attempt.clear,
  }
}

function kindWords({ kind, member_count: count }) {
  return `${texts.roomKinds[kind]} · ${texts.memberCount(count)}`
}

function words($element, text) {
  $element.text(text).prop("hidden", text === "")
}
