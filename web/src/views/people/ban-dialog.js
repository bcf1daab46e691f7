import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"

const YES = "yes"

/** Asks for how long guests from an address shall be kept out. */
export function createBanDialog({ element }) {
  const $dialog = $(element)
  const $hours = $dialog.find("[data-ban-hours]")
  let answer = () => {}

  return {
    start() {
      const choices = Object.entries(texts.banTimes).map(
        ([hours, words]) => $("<option>").val(hours).text(words)[0],
      )
      $hours.append(choices)
      $dialog.on("close", () => answer(element.returnValue === YES ? Number($hours.val()) : null))
      $dialog.on("click", ({ target }) => {
        if (target === element) element.close()
      })
    },

    /** Resolves to a number of hours, or to null where it was not meant. */
    ask({ address }) {
      $dialog.find("[data-ban-title]").text(texts.banTitle(address))
      $hours.val(texts.banUsual)
      element.returnValue = ""
      element.showModal()
      return new Promise((resolve) => (answer = resolve))
    },
  }
}
