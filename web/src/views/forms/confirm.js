import { $ } from "../../lib/jquery.js"

const YES = "yes"

/** Asks before something that cannot be taken back. Escape and a click beside it mean no. */
export function createConfirm({ element }) {
  const $dialog = $(element)
  let answer = () => {}

  function onClose() {
    answer(element.returnValue === YES)
  }

  return {
    start() {
      $dialog.on("close", onClose)
      // In braces: a handler of jQuery that returns false would take the click from the buttons.
      $dialog.on("click", ({ target }) => {
        if (target === element) element.close()
      })
    },

    /** Resolves to whether it shall be done. */
    ask({ title, words, yes, no, isDangerous = false }) {
      $dialog.find("[data-confirm-title]").text(title)
      $dialog.find("[data-confirm-words]").text(words)
      $dialog.find("[data-confirm-yes]").text(yes).toggleClass("button--danger", isDangerous)
      $dialog.find("[data-confirm-no]").text(no)
      element.returnValue = ""
      element.showModal()
      return new Promise((resolve) => (answer = resolve))
    },
  }
}
