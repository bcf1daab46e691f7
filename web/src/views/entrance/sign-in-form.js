import { createForm } from "../forms/form.js"

/** User name and password. */
export function createSignInForm({ element, actions }) {
  return createForm({
    element,
    // Whether they are well formed is for those to hear who choose them.
    faults: ({ username, password }) => ({
      username: username === "" ? "usernameMissing" : null,
      password: password === "" ? "passwordMissing" : null,
    }),
    send: ({ username, password }) => actions.signIn({ username, password }),
  })
}
