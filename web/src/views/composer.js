import { isComposing } from "../lib/fields.js"
import { $ } from "../lib/jquery.js"
import { currentRoom, mayPost, roomName } from "../store/selectors.js"
import { texts } from "../texts.js"
import { createGauge, isTooLong } from "./composer-gauge.js"

/** Where messages are written: sends them, keeps each room's draft. */
export function createComposer({ element, store, actions, onSent }) {
  const $form = $(element)
  const $field = $form.find("[data-composer-field]")
  const $send = $form.find("[data-send]")
  const gauge = createGauge({ $form })
  let roomId = null // of the draft in the field
  let writer = null // who has it
  let isHeld = false // sent already, as far as they are concerned, but the rooms are not known yet

  /** What is sent: people are named by who they are. */
  const written = () => actions.mentions.written(roomId, $field.val().trim())
  const measure = () => gauge.measure(written().content)

  function submit() {
    const { content, mentions } = written()
    if (content === "" || isTooLong(content)) return $field.trigger("focus")
    if (currentRoom(store.state) === null) return hold()
    if (!actions.outbox.post(content, mentions)) return gauge.hint(texts.outboxFull)
    $field.val("")
    changed()
    onSent()
  }

  // Which room it is for must be sure, or it would go where nobody sent it.
  function hold() {
    isHeld = roomId !== null && !store.state.areRoomsKnown
    gauge.hint(isHeld ? texts.sentOnceOpen : texts.notReady)
  }

  function release(areRoomsKnown) {
    if (!areRoomsKnown || !isHeld) return
    isHeld = false
    measure()
    const room = currentRoom(store.state)
    if (room && mayPost(room, new Date())) submit()
  }

  function changed() {
    isHeld = false
    if (roomId !== null) actions.keepsakes.keepDraft(roomId, $field.val())
    measure()
  }

  function onKey(event) {
    if (event.isDefaultPrevented()) return // somebody else has used it, completion for one
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    submit()
  }

  // What was typed before there was a room becomes the first one's draft.
  function changeRoom(next) {
    if (next === null || next === roomId) return
    const early = roomId === null ? $field.val() : ""
    roomId = next
    $field.val(early || actions.keepsakes.draft(next))
    changed()
  }

  // What another member has written stays with them; what a guest has, goes on with their account.
  function changePerson(me) {
    const isAnothers = writer !== null && !writer.is_guest && writer.id !== me.id
    writer = me
    if (!isAnothers || roomId === null) return
    $field.val(actions.keepsakes.draft(roomId))
    changed()
  }

  function showName(name) {
    const label = name === null ? texts.messageAnywhere : texts.messageTo(name)
    $form.find("[data-composer-label]").text(label)
    $field.attr("placeholder", label)
  }

  return {
    start() {
      $field.on("input", changed).on("keydown", onKey)
      $form.on("submit", (event) => {
        event.preventDefault()
        submit()
      })
      // A tap on the button must not take the keyboard away from the field.
      $send.on("pointerdown mousedown", (event) => event.preventDefault())
      store.watch((state) => state.place.roomId, changeRoom)
      store.watch((state) => state.me, changePerson)
      store.watch(nameOfRoom, showName)
      store.watch((state) => state.areRoomsKnown, release)
      measure()
    },
    focus: () => $field.trigger("focus"),
  }
}

function nameOfRoom(state) {
  const room = currentRoom(state)
  return room && roomName(state, room)
}
