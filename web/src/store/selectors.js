import { shownOf } from "./people.js"
import { LINK } from "./state.js"

const SILENT_FAILURES = 1 // a single failed poll is a hiccup, not worth a banner,
const SILENT_WAIT_MS = 1_500 // unless the next attempt is far

/** The name and the picture a person has now, whatever an older message says. */
export function currentPerson(state, author) {
  return state.people[author.id] ?? shownOf(author)
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
