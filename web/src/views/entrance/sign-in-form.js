import { createForm } from "../forms/form.js"

/** User name, or mail address where the chat knows any, and password. */
export function createSignInForm({ element, store, actions }) {
  const missing = () => (store.state.joining.mail ? "usernameOrMailMissing" : "usernameMissing")

  return createForm({
    element,
    // Whether they are well formed is for those to hear who choose them.
    faults: ({ username, password }) => ({
      username: username === "" ? missing() : null,
      password: password === "" ? "passwordMissing" : null,
    }),
    send: ({ username, password }) => actions.signIn({ username, password }),
  })
}
