import { $ } from "../lib/jquery.js"
import { readableText } from "../lib/mentions.js"
import { calledIn } from "../store/mentions.js"
import { currentPerson } from "../store/selectors.js"
import { texts } from "../texts.js"
import { createFormDialog } from "./forms/form-dialog.js"

/** Telling those who run the chat about a message, and why. */
export function createReportDialog({ element, store, actions, toast }) {
  const $dialog = $(element)
  const dialog = createFormDialog({ element })

  async function open(message) {
    const { name } = currentPerson(store.state, message.author)
    $dialog.find("[data-report-author]").text(name)
    $dialog
      .find("[data-report-words]")
      .text(readableText(message.content, calledIn(store.state, message)))
    const send = async ({ reason }) => {
      await actions.messages.report(message.id, reason)
      return true
    }
    if (await dialog.ask(send)) toast.say(texts.reported)
  }

  return { open, start: dialog.start }
}
