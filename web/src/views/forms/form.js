import { $ } from "../../lib/jquery.js"
import { refusalText } from "../../texts.js"
import { createFields, revealPasswords, toSentences } from "./fields.js"

/**
 * A form that asks the server. What can be seen to be wrong is said before anything is sent, what
 * the server refuses stands beside the field it concerns, the rest above the button. Whatever
 * happens, what was typed stays.
 *
 * @param {object} parts
 * @param {(values: object) => object} [parts.faults] `{ field: key of a sentence }`
 * @param {(values: object) => Promise} parts.send resolves when the server has done it; to false
 *   when it was not to be done after all
 * @param {(values: object) => void} [parts.done]
 */
export function createForm({ element, faults = () => ({}), send, done = () => {} }) {
  const $form = $(element)
  const $problem = $form.find("[data-form-problem]")
  const $done = $form.find("[data-form-done]")
  const fields = createFields($form)
  let isBusy = false

  async function submit() {
    if (isBusy) return
    const values = fields.values()
    const wrong = toSentences(faults(values))
    say("")
    fields.refuse(wrong)
    if (Object.keys(wrong).length > 0) return
    setBusy(true)
    try {
      if ((await send(values)) !== false) finish(values)
    } catch (error) {
      refuse(error)
    } finally {
      setBusy(false)
    }
  }

  function finish(values) {
    fields.clearPasswords()
    done(values)
  }

  function refuse(error) {
    if (error.status === undefined) console.error(error) // a mistake of ours, not of the server
    const { errors = [] } = error
    const ours = errors.filter(({ field }) => fields.has(field))
    fields.refuse(Object.fromEntries(ours.map(({ field, message }) => [field, message])))
    if (ours.length === 0) say(errors[0]?.message || refusalText(error))
  }

  function say(problem, success = "") {
    $problem.text(problem)
    $done.text(success)
  }

  function setBusy(isNow) {
    isBusy = isNow
    $form.attr("aria-busy", String(isNow))
    $form.find("[type=submit]").attr("aria-disabled", String(isNow))
  }

  return {
    start() {
      revealPasswords($form)
      $form.on("input", "[data-field] input, [data-field] textarea", ({ target }) => {
        fields.forgive(target.closest("[data-field]").dataset.field)
      })
      $form.on("submit", (event) => {
        event.preventDefault()
        submit()
      })
    },

    /** Say that it is done, to everybody who can see or hear. */
    praise: (words) => say("", words),

    /** As if nothing had been typed yet. */
    clear() {
      $form[0].reset()
      fields.refuse({})
      say("")
    },

    /** Lead to the first field, where a keyboard does not cover the page for it. */
    focus: () => $form.find("[data-field] input").first().trigger("focus"),
  }
}
