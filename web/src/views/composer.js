import { codePoints } from "../lib/code-points.js"
import { isComposing } from "../lib/fields.js"
import { $ } from "../lib/jquery.js"
import { currentRoom, roomName } from "../store/selectors.js"
import { texts } from "../texts.js"

const MAX_CHARACTERS = 4_000
const WARN_CHARACTERS = 200 // so few left are counted down

/** Where messages are written: grows with the text, counts near the limit, keeps each room's draft. */
export function createComposer({ element, store, actions, onSent }) {
  const $form = $(element)
  const $field = $form.find("[data-composer-field]")
  const $send = $form.find("[data-send]")
  const $hint = $form.find("[data-composer-hint]")
  let roomId = null // of the draft in the field
  let writer = null // who has it

  /** What is sent: people are named by who they are. */
  const written = () => actions.mentions.written(roomId, $field.val().trim())

  function submit() {
    const { content, mentions } = written()
    if (content === "" || isTooLong(content)) return $field.trigger("focus")
    if (currentRoom(store.state) === null) return hint(texts.notReady)
    if (!actions.outbox.post(content, mentions)) return hint(texts.outboxFull)
    $field.val("")
    changed()
    onSent()
  }

  function changed() {
    if (roomId !== null) actions.keepsakes.keepDraft(roomId, $field.val())
    measure()
  }

  function measure() {
    const { content } = written()
    fit($field[0])
    const left = MAX_CHARACTERS - codePoints(content)
    $send.attr("aria-disabled", content === "" || left < 0 ? "true" : "false")
    $field.attr("aria-invalid", left < 0 ? "true" : "false")
    hint(hintFor(left), left < 0)
  }

  function hint(words, isWrong = false) {
    $hint.toggleClass("composer__hint--wrong", isWrong)
    if ($hint.text() !== words) $hint.text(words)
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
      measure()
    },
    focus: () => $field.trigger("focus"),
  }
}

function nameOfRoom(state) {
  const room = currentRoom(state)
  return room && roomName(state, room)
}

function isTooLong(content) {
  return codePoints(content) > MAX_CHARACTERS
}

function hintFor(left) {
  if (left > WARN_CHARACTERS) return ""
  return left < 0 ? texts.charactersOver(-left) : texts.charactersLeft(left)
}

// The stylesheet sets the limits; the borders are not part of what scrolls.
function fit(field) {
  field.style.height = "auto"
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
}
