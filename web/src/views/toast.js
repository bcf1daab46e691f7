import { $ } from "../lib/jquery.js"
import { createTicker } from "./ticker.js"

const SHORT_MS = 4_000
const LONG_MS = 10_000 // whatever went wrong takes longer to read

/** A line that says for a while what has just been done, or why it has not. */
export function createToast({ element }) {
  const $toast = $(element)
  const $words = $toast.find("[data-toast-words]")
  const ticker = createTicker(hide)

  function show(words, state, forMs) {
    $words.text(words)
    $toast.attr("data-state", state)
    ticker.set(forMs)
  }

  function hide() {
    show("", "gone", null)
  }

  return {
    say: (words) => show(words, "done", SHORT_MS),
    warn: (words) => show(words, "problem", LONG_MS),
    start: () => $toast.on("click", hide),
  }
}
