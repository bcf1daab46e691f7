import { nameFault } from "../../lib/credentials.js"
import { $ } from "../../lib/jquery.js"
import { createFormDialog } from "../forms/form-dialog.js"

/** Asks for the present password, where there is one, before something that matters. */
export function createProofDialog({ element, store }) {
  const $dialog = $(element)
  const dialog = createFormDialog({
    element,
    faults: ({ name, password }) => ({
      name: name === undefined ? null : nameFault(name),
      password: password === "" ? "passwordMissing" : null,
    }),
  })

  function need(field, isNeeded) {
    $dialog.find(`[data-field=${field}]`).prop("hidden", !isNeeded)
    $dialog.find(`input[name=${field}]`).prop("disabled", !isNeeded)
  }

  return {
    start: dialog.start,

    /**
     * @param {object} wish
     * @param {string} [wish.name] what to call what is made, to be changed by the reader
     * @param {(values: {password?: string, name?: string}) => Promise} wish.send
     */
    ask({ title, words, yes, isDangerous = false, name, send }) {
      $dialog.find("[data-proof-title]").text(title)
      $dialog.find("[data-proof-words]").text(words)
      $dialog.find("[type=submit]").text(yes).toggleClass("button--danger", isDangerous)
      need("name", name !== undefined)
      need("password", store.state.me.has_password)
      const answer = dialog.ask(({ password, name: chosen }) => send({ password, name: chosen }))
      if (name !== undefined) $dialog.find("input[name=name]").val(name)
      return answer
    },
  }
}
