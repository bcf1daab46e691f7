import { createForm } from "../forms/form.js"

/** A form without fields: one button, one deed. */
export function createBareForm({ element, send }) {
  return createForm({ element, send: () => send() })
}
