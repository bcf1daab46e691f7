import { messageAddress, readAddress, roomAddress } from "../lib/addresses.js"
import { roomsInOrder } from "../store/sidebar.js"
import { PLACE } from "../store/state.js"
import { firstRoom } from "./opening.js"

/** Where the reader is: every way from room to room, and the address that says so. */
export function createPlaces({ store, bar, keepsakes, wake }) {
  function enter({ roomId, messageId = null }) {
    store.dispatch({ type: "place.entered", roomId, messageId })
    wake()
  }

  /** Open a room of mine, or one that I may find there, at a message if one is given. */
  function open(roomId, { messageId = null } = {}) {
    const path = addressOf(store.state, roomId, messageId)
    if (path !== bar.path) bar.push(path)
    enter({ roomId, messageId })
  }

  /** Follow a link. Returns false where it leads to something else than a room. */
  function follow(path) {
    const address = readAddress(path)
    if (address) open(address.roomId, address)
    return address !== null
  }

  function step(by, isWanted = () => true) {
    const all = roomsInOrder(store.state)
    const { roomId } = store.state.place
    const from = all.findIndex(({ id }) => id === roomId)
    const ahead = by > 0 ? all.slice(from + 1) : all.slice(0, Math.max(0, from)).reverse()
    const behind = by > 0 ? all.slice(0, Math.max(0, from)) : all.slice(from + 1).reverse()
    const next = [...ahead, ...behind].find(isWanted)
    if (next) open(next.id)
  }

  // The address as it is now: names change, and "/" is none.
  function settleAddress({ place, rooms }) {
    if (place.stage !== PLACE.room || !rooms[place.roomId]) return
    keepsakes.keepRoom(place.roomId)
    const path = addressOf({ rooms }, place.roomId, place.messageId)
    if (path !== bar.path) bar.replace(path)
  }

  return {
    open,
    follow,
    openFirst: () => open(firstRoom(store.state)?.id ?? null),

    /** The reader has seen that the message of the link is not there. */
    noticeLack: () => store.dispatch({ type: "place.lackNoticed" }),

    /** The room above (-1) or below (1) in the sidebar, round and round. */
    step: (by) => step(by),
    stepToUnread: (by) => step(by, ({ unread }) => unread > 0),

    /** Keep the address and the place together from now on. */
    start() {
      bar.onMove((path) => enter(readAddress(path) ?? { roomId: null }))
      store.watch(settledAddress, () => settleAddress(store.state))
    },
  }
}

// One value that changes when the address may have to.
function settledAddress({ place, rooms }) {
  return `${place.stage} ${addressOf({ rooms }, place.roomId, place.messageId)}`
}

function addressOf({ rooms }, roomId, messageId) {
  if (roomId === null) return "/"
  return messageId
    ? messageAddress(roomId, messageId)
    : roomAddress(rooms[roomId] ?? { id: roomId })
}
