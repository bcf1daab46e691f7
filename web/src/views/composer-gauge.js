import { codePoints } from "../lib/code-points.js"
import { texts } from "../texts.js"

const MAX_CHARACTERS = 4_000
const WARN_CHARACTERS = 200 // so few left are counted down

/** How much is written: the field grows with it, near the limit it is counted, beyond it refused. */
export function createGauge({ $form }) {
  const $field = $form.find("[data-composer-field]")
  const $send = $form.find("[data-send]")
  const $hint = $form.find("[data-composer-hint]")

  function hint(words, isWrong = false) {
    $hint.toggleClass("composer__hint--wrong", isWrong)
    if ($hint.text() !== words) $hint.text(words)
  }

  return {
    measure(content) {
      fit($field[0])
      const left = MAX_CHARACTERS - codePoints(content)
      $send.attr("aria-disabled", content === "" || left < 0 ? "true" : "false")
      $field.attr("aria-invalid", left < 0 ? "true" : "false")
      hint(hintFor(left), left < 0)
    },

    hint,
  }
}

/** Whether a message is more than the server takes. */
export function isTooLong(content) {
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
