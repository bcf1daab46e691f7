import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createForm } from "../forms/form.js"

/** Asks for a link by mail. What it says afterwards is true whoever it was asked for. */
export function createRecoverForm({ element, store, recover, typed }) {
  const form = createForm({
    element,
    faults: ({ account }) => ({ account: account === "" ? "usernameOrMailMissing" : null }),
    send: recover,
    done: () => form.praise(texts.recoverySent),
  })

  // What was typed to sign in is not typed twice; the next one to come finds nothing.
  function open() {
    form.clear()
    $(element).find("[name=account]").val(typed())
  }

  return {
    ...form,
    start() {
      form.start()
      store.watch((state) => state.way, open)
    },
  }
}
