import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { currentPerson, currentRoom } from "../store/selectors.js"
import { texts } from "../texts.js"
import { drawAvatar } from "./avatar.js"
import { partsOf } from "./parts.js"
import { peerOf } from "./room-face.js"
import { createTicker } from "./ticker.js"

const FACES = 3
const AFTER_MS = 400 // whoever goes from room to room asks for none of them

/** Some faces in the head of the room: they lead to who is in it, or to the one other person. */
export function createRoomPeople({ element, store, actions }) {
  const $people = $(element)
  const ticker = createTicker(ask)
  let drawn = ""

  function ask() {
    const room = currentRoom(store.state)
    if (room) actions.members.showFaces(room.id)
  }

  function show(state) {
    const room = currentRoom(state)
    const isAsked = room !== null && room.kind !== "direct"
    const faces = state.faces[room?.id]
    ticker.set(isAsked && faces?.isStale !== false ? AFTER_MS : null)
    draw(
      room,
      peopleOf(room, faces).map((person) => ({ ...person, ...looksNow(state, person) })),
    )
  }

  function draw(room, people) {
    const face = JSON.stringify([room?.id, room?.member_count, people])
    if (face === drawn) return
    drawn = face
    $people.empty()
    if (people.length > 0) $people.append(button(room, people))
  }

  function open({ currentTarget }) {
    const room = currentRoom(store.state)
    const peer = peerOf(room)
    if (peer) actions.dialogs.open("person", { person: peer, opener: currentTarget })
    else actions.dialogs.open("details", { opener: currentTarget })
  }

  return {
    start() {
      $people.on("click", "button", open)
      store.watch(partsOf(shownParts), () => show(store.state))
    },
  }
}

function button(room, people) {
  const peer = peerOf(room)
  return peer ? personButton(people[0]) : facesButton(room, people)
}

// Their face stands in the head already.
function personButton({ name }) {
  const label = texts.profileOf(name)
  const $button = $("<button>").attr({ type: "button", class: "icon-button", "aria-label": label })
  return $button.attr("title", label).append(icon("account"))
}

function facesButton(room, people) {
  const label = texts.whoIsIn(room.member_count)
  const faces = people.map((person) => {
    const $face = $("<span>").attr({ class: "avatar faces__face", "aria-hidden": "true" })
    drawAvatar($face, person)
    return $face[0]
  })
  const $button = $("<button>").attr({ type: "button", class: "faces", "aria-label": label })
  return $button.attr("title", label).append(faces)
}

function peopleOf(room, faces) {
  if (room === null) return []
  const all = room.kind === "direct" ? room.people : (faces?.people ?? [])
  return all.slice(0, FACES)
}

function looksNow(state, { id, name, avatar }) {
  const { name: newName, avatar: newAvatar } = currentPerson(state, { id, name, avatar })
  return { name: newName, avatar: newAvatar }
}

const shownParts = (state) => [currentRoom(state), state.faces, state.people]
