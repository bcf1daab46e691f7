import { nameFault, passwordFault, usernameFault } from "../../lib/credentials.js"
import { $ } from "../../lib/jquery.js"
import { createForm } from "../forms/form.js"

/**
 * A new account: for a stranger, for a guest who stays who they are, for the first owner. `send`
 * gets what was chosen; a name only where it is another one.
 */
export function createSignUpForm({ element, store, send, done }) {
  const $name = $(element).find("[name=name]")
  const form = createForm({
    element,
    faults: ({ name, username, password }) => ({
      name: name === "" ? null : nameFault(name),
      username: usernameFault(username),
      password: passwordFault(password, username),
    }),
    send: ({ username, password, name }) =>
      send({ username, password, ...newName(name, store.state.me) }),
    done,
  })

  return {
    ...form,
    start() {
      form.start()
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
