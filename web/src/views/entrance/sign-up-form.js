import { mailFault, nameFault, passwordFault, usernameFault } from "../../lib/credentials.js"
import { $ } from "../../lib/jquery.js"
import { createForm } from "../forms/form.js"

/**
 * A new account: for a stranger, for a guest who stays who they are, for the first owner. `send`
 * gets what was chosen; a name only where it is another one, a mail address only where one is given.
 */
export function createSignUpForm({ element, store, send, done }) {
  const $name = $(element).find("[name=name]")
  const form = createForm({
    element,
    faults: ({ name, username, password, mail }) => ({
      name: name === "" ? null : nameFault(name),
      username: usernameFault(username),
      password: passwordFault(password, username),
      mail: mail ? mailFault(mail) : null,
    }),
    send: ({ username, password, name, mail }) =>
      send({ username, password, ...newName(name, store.state.me), ...(mail && { mail }) }),
    done,
  })

  function offerMail(canSend) {
    $(element).find("[data-field=mail]").prop("hidden", !canSend)
    $(element).find("[name=mail]").prop("disabled", !canSend)
  }

  return {
    ...form,
    start() {
      form.start()
      store.watch((state) => Boolean(state.joining?.mail), offerMail)
      store.watch(
        (state) => state.me?.name,
        (name) => name && $name.val(name),
      )
    },
  }
}

function newName(name, me) {
  return name === "" || name === me?.name ? {} : { name }
}
