import { codePoints } from "../lib/code-points.js"
import { $ } from "../lib/jquery.js"
import { texts } from "../texts.js"

const MAX_CHARACTERS = 4_000
const WARN_CHARACTERS = 200 // so few left are counted down
const COMPOSING_KEY = 229 // what some browsers report while an input method is at work

/** Where messages are written: grows with the text, counts near the limit, keeps a draft. */
export function createComposer({ element, store, actions, onSent }) {
  const $form = $(element)
  const $field = $form.find("[data-composer-field]")
  const $send = $form.find("[data-send]")
  const $hint = $form.find("[data-composer-hint]")

  function submit() {
    const content = $field.val().trim()
    if (content === "" || isTooLong(content)) return $field.trigger("focus")
    if (store.state.room === null) return hint(texts.notReady)
    if (!actions.outbox.post(content)) return hint(texts.outboxFull)
    $field.val("")
    changed()
    onSent()
  }

  function changed() {
    const text = $field.val()
    actions.keepsakes.keepDraft(text)
    fit($field[0])
    const left = MAX_CHARACTERS - codePoints(text.trim())
    $send.attr("aria-disabled", text.trim() === "" || left < 0 ? "true" : "false")
    $field.attr("aria-invalid", left < 0 ? "true" : "false")
    hint(hintFor(left), left < 0)
  }

  function hint(words, isWrong = false) {
    $hint.toggleClass("composer__hint--wrong", isWrong)
    if ($hint.text() !== words) $hint.text(words)
  }

  function onKey(event) {
    if (event.key !== "Enter" || event.shiftKey || isComposing(event)) return
    event.preventDefault()
    submit()
  }

  function showRoom(name) {
    const label = name ? texts.messageTo(name) : texts.messageAnywhere
    $form.find("[data-composer-label]").text(label)
    $field.attr("placeholder", label)
  }

  return {
    start() {
      $field.val(actions.keepsakes.draft()).on("input", changed).on("keydown", onKey)
      $form.on("submit", (event) => {
        event.preventDefault()
        submit()
      })
      // A tap on the button must not take the keyboard away from the field.
      $send.on("pointerdown mousedown", (event) => event.preventDefault())
      store.watch((state) => state.room?.name, showRoom)
      changed()
    },
    focus: () => $field.trigger("focus"),
  }
}

function isTooLong(content) {
  return codePoints(content) > MAX_CHARACTERS
}

function hintFor(left) {
  if (left > WARN_CHARACTERS) return ""
  return left < 0 ? texts.charactersOver(-left) : texts.charactersLeft(left)
}

function isComposing({ originalEvent }) {
  return Boolean(originalEvent?.isComposing) || originalEvent?.keyCode === COMPOSING_KEY
}

// The stylesheet sets the limits; the borders are not part of what scrolls.
function fit(field) {
  field.style.height = "auto"
  field.style.height = `${field.scrollHeight + field.offsetHeight - field.clientHeight}px`
}
