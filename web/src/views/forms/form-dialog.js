import { $ } from "../../lib/jquery.js"
import { createForm } from "./form.js"

/**
 * A form that stands in a dialog until it is done or given up. While the server is asked it stays
 * open, so that nobody closes it on an answer.
 */
export function createFormDialog({ element, faults }) {
  const $dialog = $(element)
  const [formElement] = $dialog.find("form")
  let wish = null
  const form = createForm({ element: formElement, faults, send })

  async function send(values) {
    const { send: ask, resolve } = wish
    try {
      const answer = await ask(values)
      element.close() // gives the focus back before the next dialog, or the composer, takes it
      resolve(answer)
    } catch (error) {
      if (!element.open) resolve(undefined)
      throw error
    }
  }

  const isBusy = () => formElement.getAttribute("aria-busy") === "true"

  function giveUp() {
    if (!isBusy()) element.close()
  }

  function onClose() {
    if (!isBusy()) wish.resolve(undefined) // changes nothing where there is an answer
    form.clear()
  }

  return {
    start() {
      form.start()
      $dialog.on("close", onClose)
      $dialog.on("click", "[data-give-up]", giveUp)
      // In braces: a handler of jQuery that returns false would keep the dialog open for good.
      $dialog.on("cancel", (event) => {
        if (isBusy()) event.preventDefault()
      })
    },

    /** Resolves to what `send` resolves to once it was done; to nothing when it was given up. */
    ask(send) {
      form.clear()
      element.showModal()
      return new Promise((resolve) => (wish = { send, resolve }))
    },
  }
}
