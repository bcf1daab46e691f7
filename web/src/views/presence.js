import { $ } from "../lib/jquery.js"

/** Whether anybody looks at this page, and whether the machine has a network at all. */
export function createPresence({ onLook, onNetwork, page = document, view = window }) {
  const tell = () => onLook(!page.hidden)

  return {
    start() {
      $(page).on("visibilitychange", tell)
      $(view).on("pageshow", tell).on("online offline", onNetwork)
      tell()
    },
  }
}
