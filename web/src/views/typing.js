import { $ } from "../lib/jquery.js"
import { typistsHere } from "../store/selectors.js"
import { texts } from "../texts.js"

/** Who is typing, in a line of its own; and that I am. */
export function createTyping({ element, store, signals }) {
  const $field = $(element).find("[data-composer-field]")
  const $line = $(element).find("[data-typing]")

  function show(words) {
    $line.text(words)
  }

  function onInput() {
    if ($field.val().trim() === "") signals.rested()
    else signals.typed()
  }

  return {
    start() {
      $field.on("input", onInput)
      store.watch((state) => texts.typing(typistsHere(state)), show)
    },
  }
}
