import { LINK } from "./state.js"

const SILENT_FAILURES = 1 // a single failed poll is a hiccup, not worth a banner,
const SILENT_WAIT_MS = 1_500 // unless the next attempt is far

/** The name a person bears now, whatever an older message says. */
export function currentName(state, author) {
  return state.people[author.id]?.name ?? author.name
}

/** Whether there is a conversation to show. */
export function isReady(state) {
  return state.history.isOpen
}

/** Whether people should be told that the server does not answer. */
export function isCutOff({ connection }) {
  if (connection.link === LINK.up) return false
  return connection.failures > SILENT_FAILURES || connection.waitMs > SILENT_WAIT_MS
}
