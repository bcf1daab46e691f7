// The loaded stretch of history: what belongs to it, how it grows, how it stays small.
import { EDGE } from "./state.js"

export const KEEP_MESSAGES = 400
export const SLACK_MESSAGES = 100 // trimmed in one go, not one by one

/** Messages by id; of two versions the one with the higher revision, of equals the later. */
export function merge(messages, incoming) {
  const byId = new Map(messages.map((message) => [message.id, message]))
  for (const message of incoming) {
    const known = byId.get(message.id)
    if (!known || message.revision >= known.revision) byId.set(message.id, message)
  }
  return [...byId.values()].sort((one, other) => one.id - other.id)
}

/** Whether messages newer than the stretch exist that are not in it. */
export function isDetached(history) {
  return history.newer !== EDGE.end
}

/** The stretch after news: inserts and replaces what lies inside, ignores what lies beyond. */
export function absorb(history, incoming, isFollowing) {
  const inside = incoming.filter((message) => isInside(history, message.id))
  const newestId = Math.max(history.newestId, ...incoming.map((message) => message.id))
  const messages = inside.length ? merge(history.messages, inside) : history.messages
  const grown = { ...history, messages, newestId }
  return isFollowing ? trimOldest(grown) : stopGrowing(grown)
}

/** Forget the oldest messages of a stretch that has become too long. */
export function trimOldest(history) {
  if (history.messages.length <= KEEP_MESSAGES + SLACK_MESSAGES) return history
  return { ...history, messages: history.messages.slice(-KEEP_MESSAGES), older: EDGE.more }
}

/** Forget the newest messages of a stretch that has become too long. */
export function trimNewest(history) {
  if (history.messages.length <= KEEP_MESSAGES + SLACK_MESSAGES) return history
  return { ...history, messages: history.messages.slice(0, KEEP_MESSAGES), newer: EDGE.more }
}

function isInside({ messages, older, newer }, id) {
  if (messages.length === 0) return true
  if (id < messages[0].id) return older === EDGE.end
  return id <= messages.at(-1).id || newer === EDGE.end
}

// Somebody reads further up: nothing they may be looking at goes away, so the newest wait outside.
function stopGrowing(history) {
  const limit = KEEP_MESSAGES + SLACK_MESSAGES
  if (history.messages.length <= limit) return history
  return { ...history, messages: history.messages.slice(0, limit), newer: EDGE.more }
}
