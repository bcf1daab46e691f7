import { $ } from "../lib/jquery.js"

/** The name and the face beside a message lead to the card of whoever wrote it. */
export function createAuthors({ element, store, dialogs }) {
  function open({ currentTarget }) {
    const { messageId } = $(currentTarget).closest("[data-message-id]")[0]?.dataset ?? {}
    const message = store.state.history.messages.find(({ id }) => id === Number(messageId))
    if (message) dialogs.open("person", { person: message.author, opener: currentTarget })
  }

  return { start: () => $(element).on("click", "[data-author], [data-avatar]", open) }
}
