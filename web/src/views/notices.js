import { $ } from "../lib/jquery.js"
import { pictureAddress } from "../lib/pictures.js"
import { currentPerson } from "../store/selectors.js"
import { standingNotices } from "../store/notices.js"
import { noticeOf } from "./notice-words.js"

const APP_ICON = "/icon-180.png"

/** Notifications outside of the page: one for each conversation, gone as soon as that is read. */
export function createNotices({ store, actions, desktop, chime, view = window }) {
  const shown = new Map() // room id -> { messageId, takeBack }

  function show() {
    const messages = standingNotices(store.state)
    const standing = new Map(messages.map((message) => [message.room_id, message]))
    for (const roomId of shown.keys()) if (!standing.has(roomId)) end(roomId)
    const isNew = ({ id, room_id: roomId }) => shown.get(roomId)?.messageId !== id
    const news = messages.filter(isNew)
    for (const message of news) tell(message)
    if (news.length > 0 && store.state.notifying.hasSound) chime.play()
  }

  function tell(message) {
    const { id: messageId, room_id: roomId } = message
    const own = { messageId }
    shown.set(roomId, own)
    own.takeBack = desktop.show({
      ...noticeOf(store.state, message),
      icon: iconOf(store.state, message),
      tag: `parley-${view.location.origin}/rooms/${roomId}`,
      renotify: true,
      silent: true, // the sound is ours, where one is wanted
      onClick: () => open(message),
      // One that another has taken the place of says that it was closed, too.
      onClose: () => shown.get(roomId) === own && end(roomId),
    })
  }

  function open({ id: messageId, room_id: roomId }) {
    view.focus()
    end(roomId)
    actions.places.open(roomId, { messageId })
  }

  function end(roomId) {
    const { takeBack } = shown.get(roomId) ?? {}
    shown.delete(roomId)
    takeBack?.()
    actions.notices.done(roomId)
  }

  // Nobody could close what a page has left behind.
  function endAll() {
    for (const roomId of shown.keys()) end(roomId)
  }

  return {
    start() {
      $(view).on("pagehide", endAll)
      store.watch(idsOf, show)
    },
  }
}

const idsOf = (state) =>
  standingNotices(state)
    .map(({ id }) => id)
    .join()

function iconOf(state, { author }) {
  const { avatar } = currentPerson(state, author)
  return avatar ? pictureAddress(avatar) : APP_ICON
}
