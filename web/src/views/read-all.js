import { $ } from "../lib/jquery.js"
import { unreadInAll } from "../store/selectors.js"
import { problemText } from "../texts.js"

/** Marking everything as read, there as long as anything is not: a button, and Shift with Escape. */
export function createReadAll({ element, store, reading, page = document }) {
  const $button = $(element).find("[data-read-all]")
  const $problem = $(element).find("[data-read-all-problem]")

  async function readAll() {
    $problem.text("")
    await reading.markAllRead().catch((error) => $problem.text(problemText(error)))
  }

  function onKey(event) {
    if (event.key !== "Escape" || !event.shiftKey || event.isDefaultPrevented()) return
    if (page.querySelector("dialog[open]")) return
    event.preventDefault() // or it would mark the open room as well
    readAll()
  }

  return {
    start() {
      $button.on("click", readAll)
      $(page).on("keydown", onKey)
      store.watch(unreadInAll, (count) => $button.prop("hidden", count === 0))
    },
  }
}
