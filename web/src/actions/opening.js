import { PLACE } from "../store/state.js"
import { ApiError, ERROR } from "../transport/api-error.js"

const PAGE_MESSAGES = 50

/**
 * Brings the place that the reader asks for onto the page: the first one, the next one, and the same
 * one afresh after a reset; and the rooms where they alone are not known. Whatever fails is thrown,
 * and tried again by the next step of the feed.
 */
export function createOpening({ api, store, session, rooms, keepsakes }) {
  const place = () => store.state.place
  let remembered = null // the room that nobody asked for by its address

  /**
   * Resolves to the page of messages it has got; to null where there is none to be had. A page says
   * from where on to follow the feed; without one, `onNoPage` finds that out before it goes on.
   */
  async function open(onNoPage) {
    if (store.state.me === null) await session.enter()
    if (place().stage !== PLACE.opening) return learnRooms()
    if (place().roomId === null && !(await choose())) return null
    const { roomId, messageId } = place()
    const page = await orMissing(askPage(roomId, messageId))
    if (page === null) await onNoPage()
    // After the page, so that nothing is said between the two that neither knows.
    if (!isKnown(store.state, roomId, page !== null)) await rooms.load()
    if (page) store.dispatch({ type: "history.opened", roomId, messageId, page })
    else await lookFromOutside(roomId, messageId)
    return page
  }

  // The reader is there already, and is left in peace: only the rooms could not be asked for.
  async function learnRooms() {
    await rooms.load()
    return null
  }

  /** Where there is no address: the last room of this browser, or the first one of all. */
  async function choose() {
    remembered = keepsakes.room()
    if (remembered !== null) return enter(remembered)
    await rooms.load()
    const first = firstRoom(store.state)
    if (first === null) return store.dispatch({ type: "place.nowhere" })
    rooms.refresh() // what is said before the page has come is known to nobody
    return enter(first.id)
  }

  function enter(roomId) {
    store.dispatch({ type: "place.entered", roomId })
    return true
  }

  const askPage = (roomId, messageId) =>
    session.signedIn(() => api.page(roomId, { around: messageId, limit: PAGE_MESSAGES }))

  async function lookFromOutside(roomId, messageId) {
    if (messageId !== null && roomId in store.state.rooms) {
      return store.dispatch({ type: "place.messageMissing", roomId })
    }
    if (keepsakes.room() === roomId) keepsakes.keepRoom(null)
    if (remembered === roomId) return enter(null)
    const room = await orMissing(session.signedIn(() => api.room(roomId)))
    if (room === null) return store.dispatch({ type: "place.missing", roomId })
    if ("me" in room) throw new ApiError({ type: ERROR.unreadable }) // it opened in this moment
    store.dispatch({ type: "place.found", room })
  }

  return { open }
}

/** The room to begin with: one that everybody is in, or else the oldest. */
export function firstRoom({ rooms }) {
  const open = Object.values(rooms).filter((room) => !room.archived_at)
  return open.find((room) => room.is_default) ?? open[0] ?? null
}

function isKnown({ areRoomsKnown, rooms }, roomId, isMine) {
  return areRoomsKnown && roomId in rooms === isMine
}

async function orMissing(call) {
  try {
    return await call
  } catch (error) {
    if (error.type === ERROR.notFound) return null
    throw error
  }
}
