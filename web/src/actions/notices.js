import { isDue, newestKnown, newestNews } from "../store/notices.js"
import { isNotifying } from "../store/notifying.js"

/**
 * Decides what to notify of, so that one tab of the browser does: whichever hears of a message
 * first. What it claims under a lock, no other tab tells again.
 *
 * @param {{isPaidTo: (roomId: number) => Promise<boolean>}} attention of the readers of all tabs
 */
export function createNotices({ store, keepsakes, notifying, quietHours, attention, withLock }) {
  const waiting = new Map() // room id -> its newest message, until the room is known
  let heardId = Infinity // of the newest message that is no news any more

  async function hear(messages, before, { isLate }) {
    for (const message of messages) if (message.deleted_at) takeBack(message)
    const news = newestNews(before, messages, heardId)
    heardId = Math.max(heardId, ...messages.map(({ id }) => id))
    if (isLate) return
    for (const message of news) waiting.set(message.room_id, message)
    await null // the store hears of them next, and whoever reads the room has read them then
    await tellWaiting()
  }

  /** The rooms are known, or known anew: after a restore, ids are given again. */
  async function roomsChanged() {
    if (store.state.areRoomsKnown) heardId = Math.min(heardId, newestKnown(store.state))
    await tellWaiting()
  }

  async function tellWaiting() {
    const known = [...waiting.values()].filter(({ room_id: id }) => id in store.state.rooms)
    for (const { room_id: id } of known) waiting.delete(id)
    await Promise.all(known.map(tell))
  }

  async function tell(message) {
    notifying.look()
    if (!isNotifying(store.state)) return
    if (!isDue(store.state, message)) return keepsakes.keepTold(message)
    if (await quietHours.areNow()) return
    await withLock("notices", () => claim(message))
  }

  async function claim(message) {
    if (keepsakes.isTold(message)) return
    keepsakes.keepTold(message)
    if (await attention.isPaidTo(message.room_id)) return
    if (isDue(store.state, message)) store.dispatch({ type: "notice.due", message })
  }

  function takeBack({ id, room_id: roomId }) {
    if (store.state.notices[roomId]?.id === id) done(roomId)
  }

  /** Nothing more is to be said of a room. */
  const done = (roomId) => store.dispatch({ type: "notice.done", roomId })

  return { hear, roomsChanged, done }
}
