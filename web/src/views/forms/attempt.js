import { $ } from "../../lib/jquery.js"
import { refusalText } from "../../texts.js"

/**
 * For choices that hold as soon as they are made: carries one out, and says in its part of the page
 * what has come of it. One at a time: what is pressed meanwhile changes nothing.
 */
export function createAttempt(element) {
  const $part = $(element)
  const say = (problem, done = "") => {
    $part.find("[data-problem]").text(problem)
    $part.find("[data-done]").text(done)
  }
  let isBusy = false

  return {
    /** Resolves to whether it was done. */
    async make(deed, done = "") {
      if (isBusy) return false
      isBusy = true
      say("")
      $part.attr("aria-busy", "true")
      const isDone = await deed().then(
        () => true,
        (error) => {
          if (error.status === undefined) console.error(error)
          say(refusalText(error))
          return false
        },
      )
      if (isDone) say("", done)
      $part.attr("aria-busy", "false")
      isBusy = false
      return isDone
    },

    /** Nothing was tried yet. */
    clear: () => say(""),
  }
}
