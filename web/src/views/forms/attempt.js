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
  let running = null

  function run(attempt) {
    running = attempt
    $part.attr("aria-busy", String(attempt !== null))
  }

  return {
    /** Resolves to whether it was done, and still matters here. */
    async make(deed, done = "") {
      if (running) return false
      const own = {}
      run(own)
      say("")
      let problem = ""
      const isDone = await deed().then(
        () => true,
        (error) => {
          if (error.status === undefined) console.error(error)
          problem = refusalText(error)
          return false
        },
      )
      if (own !== running) return false
      run(null)
      say(problem, isDone ? done : "")
      return isDone
    },

    /** Nothing was tried yet here: what still runs is of something that was shown before. */
    clear() {
      run(null)
      say("")
    },
  }
}
