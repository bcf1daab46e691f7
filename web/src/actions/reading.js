import { ApiError, ERROR } from "../transport/api-error.js"

const MARK_EVERY_MS = 2_000 // at most so often is one room's read mark moved
const RETRY_AFTER_MS = 10_000

/** What the reader does without a word, and how the server learns how far they have read. */
export function createReading({ api, store, session, rooms, sleep = wait }) {
  const busy = new Set() // rooms whose mark is on its way, or was a moment ago
  const underWay = new Set()

  /** Bring the marks that the server does not know to it: at once, then at the slow pace. */
  function sendMarks(marks) {
    for (const id of Object.keys(marks)) sendMarksOf(Number(id))
  }

  async function sendMarksOf(roomId) {
    if (busy.has(roomId)) return
    busy.add(roomId)
    while (roomId in store.state.marks) {
      const [restMs] = await Promise.all([send(roomId), sleep(MARK_EVERY_MS)])
      if (restMs) await sleep(restMs)
    }
    busy.delete(roomId)
  }

  /** Resolves to how long to rest before another attempt. */
  async function send(roomId) {
    const messageId = store.state.marks[roomId]
    underWay.add(roomId)
    try {
      const { reads } = await session.signedIn(() => api.markRead(roomId, messageId))
      const isAhead = reads > store.state.reads + 1
      store.dispatch({ type: "mark.acknowledged", roomId, messageId, reads })
      if (isAhead) rooms.refresh() // another device has marked something meanwhile
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (error.type !== ERROR.notFound) return RETRY_AFTER_MS
      store.dispatch({ type: "mark.dropped", roomId })
    } finally {
      underWay.delete(roomId)
    }
    return 0
  }

  return {
    moved: (isAtBottom) => store.dispatch({ type: "reader.moved", isAtBottom }),

    /** The page came into view, or left it: then, perhaps for good, the marks wait no longer. */
    looked(isVisible) {
      store.dispatch({ type: "reader.looked", isVisible })
      if (isVisible) return
      const waiting = Object.keys(store.state.marks).map(Number)
      for (const roomId of waiting) if (!underWay.has(roomId)) send(roomId)
    },

    /** The window of the page got the focus, or lost it. */
    focused: (isFocused) => store.dispatch({ type: "reader.focused", isFocused }),

    sendMarks,

    /** The whole room is read, wherever one stands in it. */
    markRead: (roomId) => store.dispatch({ type: "room.read", roomId }),

    /** Begin again at this message. Rejects with the problem when that is not possible. */
    async markUnread(roomId, messageId) {
      const answer = await session.signedIn(() => api.markUnread(roomId, messageId))
      store.dispatch({ type: "room.unread", roomId, answer })
      rooms.refresh()
    },

    /** Everything is read, in all rooms. Rejects with the problem when that is not possible. */
    async markAllRead() {
      const { reads } = await session.signedIn(() => api.markAllRead())
      store.dispatch({ type: "rooms.read", reads })
      rooms.refresh() // what was said before the answer came may not be read
    },

    /** The server's count of my read marks, which other devices move as well. */
    heard(reads) {
      // A mark of this page that is on its way counts as well: its own answer tells.
      if (reads === store.state.reads || underWay.size > 0) return
      store.dispatch({ type: "reads.heard", reads })
      rooms.refresh()
    },
  }
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
