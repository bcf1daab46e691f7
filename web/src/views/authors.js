import { $ } from "../lib/jquery.js"
import { calledIn } from "../store/mentions.js"
import { messageOf } from "../store/selectors.js"

const AUTHOR = "[data-author], [data-avatar]"
const CALLED = "[data-person]"
const KEYS = ["Enter", " "]

/**
 * The name and the face beside a message lead to the card of whoever wrote it, the names in it to
 * those of whoever is called.
 */
export function createAuthors({ element, store, dialogs }) {
  const messageAt = (place) => {
    const { messageId } = $(place).closest("[data-message-id]")[0]?.dataset ?? {}
    return messageOf(store.state, Number(messageId))
  }

  function openAuthor({ currentTarget }) {
    const message = messageAt(currentTarget)
    if (message) open(message.author, currentTarget)
  }

  function openCalled({ currentTarget }) {
    const message = messageAt(currentTarget)
    const isMeant = ({ id }) => String(id) === currentTarget.dataset.person
    const person = message && calledIn(store.state, message).find(isMeant)
    if (person) open({ id: person.id, name: person.name }, currentTarget)
  }

  const open = (person, opener) => dialogs.open("person", { person, opener })

  // They are no buttons, for a button cannot be broken over two lines.
  function onKey(event) {
    if (!KEYS.includes(event.key)) return
    event.preventDefault()
    event.currentTarget.click()
  }

  return {
    start() {
      $(element).on("click", AUTHOR, openAuthor).on("click", CALLED, openCalled)
      $(element).on("keydown", `[data-author], ${CALLED}`, onKey)
    },
  }
}
