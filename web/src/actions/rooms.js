import { areOvertaken, concernsRooms } from "../store/rooms.js"

const REFRESH_AFTER_MS = 300 // news come in swarms: the rooms are asked for once

/** The rooms I am in, and going in and out of them. */
export function createRooms({ api, store, session, sleep = wait }) {
  let asked = 0
  let heard = 0
  let isDue = false

  /** Ask for all of them. Of two answers the one that was asked for later holds. */
  async function load() {
    const number = (asked += 1)
    const known = store.state.reads
    const { rooms, reads } = await session.signedIn(() => api.rooms())
    const hasMoved = ![known, reads].includes(store.state.reads)
    if (hasMoved) return load() // the answer may not know what was read meanwhile
    if (number < heard) return
    heard = number
    if (areOvertaken(store.state, rooms)) refresh() // to count what came after what was read
    store.dispatch({ type: "rooms.arrived", rooms, reads })
  }

  /** Ask for them soon, once for all who want it. What fails is left to the feed's next step. */
  async function refresh() {
    if (isDue) return
    isDue = true
    await sleep(REFRESH_AFTER_MS)
    isDue = false
    await load().catch(() => store.dispatch({ type: "rooms.outdated" }))
  }

  return {
    load,
    refresh,

    /** What an answer of the feed means for the rooms, before the store hears of it. */
    hear({ messages, left }) {
      if (left.length) store.dispatch({ type: "rooms.left", roomIds: left })
      if (left.length || concernsRooms(store.state, messages)) refresh()
    },

    /** A room as a call about it has answered. */
    changed: (room) => store.dispatch({ type: "room.changed", room }),

    /** Go into a public room. Rejects with the problem when that is not possible. */
    async join(roomId) {
      const room = await session.signedIn(() => api.join(roomId))
      store.dispatch({ type: "room.changed", room })
    },

    /** Leave a room. Rejects with the problem when that is not possible. */
    async leave(roomId) {
      await session.signedIn(() => api.leaveRoom(roomId))
      store.dispatch({ type: "rooms.left", roomIds: [roomId] })
    },
  }
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
