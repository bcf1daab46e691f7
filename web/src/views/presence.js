import { $ } from "../lib/jquery.js"

/** Whether anybody looks at this page, whether its window is the one they work in, and whether the machine has a network at all. */
export function createPresence({ onLook, onFocus, onNetwork, page = document, view = window }) {
  const tell = () => onLook(!page.hidden)
  const tellFocus = () => onFocus(page.hasFocus())

  return {
    start() {
      $(page).on("visibilitychange", tell)
      $(view).on("pageshow", tell).on("online offline", onNetwork)
      $(view).on("focus blur", tellFocus)
      tell()
      tellFocus()
    },
  }
}
