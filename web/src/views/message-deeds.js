import { messageAddress } from "../lib/addresses.js"
import { copyText } from "../lib/clipboard.js"
import { readableText, ROOM } from "../lib/mentions.js"
import { calledIn } from "../store/mentions.js"
import { currentPerson, currentRoom, mayIn } from "../store/selectors.js"
import { refusalText, texts } from "../texts.js"

const MOST_PEOPLE = 6 // who calls more leaves a menu that fits on a phone

/**
 * What one may do with a message, as entries of a menu: `(message) => [{ icon, words, run }]`.
 *
 * @param {object} parts
 * @param {{ask: Function}} parts.confirm
 * @param {{open: Function}} parts.report the dialog for reports
 */
export function createMessageDeeds({
  store,
  actions,
  confirm,
  report,
  toast,
  origin,
  copy = copyText,
}) {
  const nameOf = ({ author }) => currentPerson(store.state, author).name
  const isOwn = ({ author }) => author.id === store.state.me?.id
  const warn = (error) => toast.warn(refusalText(error))

  async function copied(text, words) {
    if (await copy(text)) toast.say(words)
    else toast.warn(texts.notCopied)
  }

  const copyLink = ({ room_id: roomId, id }) =>
    copied(origin + messageAddress(roomId, id), texts.linkCopied)

  const copyWords = (message) =>
    copied(readableText(message.content, calledIn(store.state, message)), texts.textCopied)

  const markUnread = ({ room_id: roomId, id }) =>
    actions.reading.markUnread(roomId, id).then(() => toast.say(texts.markedUnread), warn)

  const show = (person) =>
    actions.dialogs.open("person", { person, opener: document.activeElement })

  // The author, and whoever is called: each once, and not me.
  function peopleIn(message) {
    const called = calledIn(store.state, message).map(({ id, name }) => ({ id, name }))
    const byId = new Map([message.author, ...called].map((person) => [person.id, person]))
    byId.delete(ROOM)
    byId.delete(store.state.me?.id)
    return [...byId.values()].slice(0, MOST_PEOPLE)
  }

  const profiles = (message) =>
    peopleIn(message).map((person) => ({
      icon: "account",
      words: texts.profileOf(currentPerson(store.state, person).name),
      run: () => show(person),
    }))

  async function remove(message) {
    const words = isOwn(message)
      ? texts.deleteOwnMessage
      : texts.deleteOthersMessage(nameOf(message))
    const question = {
      title: texts.deleteMessageTitle,
      words,
      yes: texts.deleteMessage,
      no: texts.keepMessage,
    }
    if (!(await confirm.ask({ ...question, isDangerous: true }))) return
    await actions.messages.remove(message.id).catch(warn)
  }

  function entries(message) {
    const isThere = message.deleted_at === null
    const mayDelete = isOwn(message) || mayIn(currentRoom(store.state), "moderate")
    const isOthers = isThere && !isOwn(message)
    return [
      { key: "copyLink", icon: "link", words: texts.copyLink, run: copyLink },
      isThere && { key: "copyText", icon: "copy", words: texts.copyText, run: copyWords },
      ...profiles(message),
      isOthers && { icon: "unread", words: texts.markUnread, run: markUnread },
      isOthers && { icon: "flag", words: texts.report, run: report.open },
      isThere &&
        mayDelete && { icon: "trash", words: texts.deleteMessage, run: remove, isDangerous: true },
    ]
  }

  return (message) =>
    entries(message)
      .filter(Boolean)
      .map((entry) => ({ ...entry, run: () => entry.run(message) }))
}
