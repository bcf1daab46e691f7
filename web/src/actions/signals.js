import { backoff } from "../lib/backoff.js"
import { currentRoom } from "../store/selectors.js"

const BUSY_MS = 3_000 // between two calls of a page that is used,
const IDLE_MS = 30_000 // and of one that nobody uses
const USED_FOR_MS = 60_000
const TYPING_FOR_MS = 5_000 // after the last key
const TYPISTS_FOR_MS = 6_000 // after the server told of them
const TYPED_TO_MAX = 50 // people: in larger rooms nobody is told
const LEAST_GAP_MS = 1_000
const SILENT_FAILURES = 2 // so many leave what was known as it is

/**
 * What I do at the moment, and what others do: asked for again and again beside the feed. That it
 * fails is nobody's business: without it the chat lacks a grace, not a message.
 */
export function createSignals({
  api,
  store,
  session,
  reading,
  wake,
  now = Date.now,
  sleep = wait,
}) {
  let usedAt = now()
  let typed = { roomId: null, at: -Infinity }
  let askedAt = -Infinity
  let answers = 0
  let failures = 0
  let isHurrying = false

  const isIdle = () => !store.state.reader.isVisible || now() - usedAt > USED_FOR_MS
  const isTyping = () => typed.roomId !== null && now() - typed.at < TYPING_FOR_MS

  async function step() {
    if (store.state.me === null || !store.state.areRoomsKnown) return
    const roomId = currentRoom(store.state)?.id ?? null
    askedAt = now()
    const doing = { is_typing: isTyping() && typed.roomId === roomId, is_idle: isIdle() }
    const asked = roomId === null ? doing : { room_id: roomId, ...doing }
    hear(roomId, await session.signedIn(() => api.signal(asked)))
  }

  function hear(roomId, { reads, typing, presence }) {
    failures = 0
    store.dispatch({ type: "signals.heard", roomId, typing, presence })
    reading.heard(reads)
    if (typing.length > 0) fadeLater()
    else answers += 1
  }

  async function fadeLater() {
    const own = (answers += 1)
    await sleep(TYPISTS_FOR_MS)
    if (own === answers) store.dispatch({ type: "typing.faded" })
  }

  /** Call soon, ahead of its time. */
  async function hurry() {
    if (isHurrying) return
    isHurrying = true
    await sleep(Math.max(0, askedAt + LEAST_GAP_MS - now()))
    isHurrying = false
    wake()
  }

  return {
    step,
    interval: () => (isIdle() ? IDLE_MS : BUSY_MS),
    waitAfter: (error, count) =>
      Math.max(error.retryAfterMs ?? 0, BUSY_MS, isIdle() ? IDLE_MS : 0, backoff(count)),

    failed() {
      failures += 1
      if (failures === SILENT_FAILURES) store.dispatch({ type: "signals.lost" })
    },

    /** The reader does something with the page. */
    used() {
      const wasIdle = isIdle()
      usedAt = now()
      if (wasIdle && !isIdle()) hurry()
    },

    /** The page came into view, or the reader went to another room. */
    turned: () => isIdle() || hurry(),

    /** A key of a message in the open room was pressed. */
    typed() {
      const room = currentRoom(store.state)
      if (room === null) return
      const isKnown = isTyping() && typed.roomId === room.id
      typed = { roomId: room.id, at: now() }
      if (!isKnown && room.member_count <= TYPED_TO_MAX) hurry()
    },

    /** What was typed is sent, or taken back. */
    rested() {
      if (!isTyping()) return
      typed = { roomId: null, at: -Infinity }
      hurry()
    },

    /** Whoever has said something types it no longer, whatever the server told a moment ago. */
    heardMessages(messages) {
      for (const { room_id: roomId, author } of messages) {
        store.dispatch({ type: "typing.ended", roomId, ids: [author.id] })
      }
    },
  }
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
