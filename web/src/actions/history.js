import { EDGE } from "../store/state.js"

const PAGE_MESSAGES = 50
const LEAP_MESSAGES = 200 // the most that one page may hold
const ATTEMPTS = 3

/** Ask for the parts of the room that are not loaded. Failures show at the edge they concern. */
export function createHistory({ api, store, session }) {
  const askPage = (options) =>
    session.signedIn(() => api.page(store.state.room.id, { limit: PAGE_MESSAGES, ...options }))

  async function loadOlder() {
    const { messages, older } = store.state.history
    if (isBusy(older) || messages.length === 0) return
    const beforeId = messages[0].id
    store.dispatch({ type: "history.olderAsked" })
    try {
      const page = await askPage({ before: beforeId })
      store.dispatch({ type: "history.olderArrived", page, beforeId })
    } catch {
      store.dispatch({ type: "history.olderFailed" })
    }
  }

  async function loadNewer() {
    const { messages, newer, newestId } = store.state.history
    if (isBusy(newer) || messages.length === 0) return
    const afterId = messages.at(-1).id
    store.dispatch({ type: "history.newerAsked" })
    try {
      const found = await findAfter(askPage, afterId, newestId)
      store.dispatch({ type: "history.newerArrived", afterId, ...found })
    } catch {
      store.dispatch({ type: "history.newerFailed" })
    }
  }

  /** Leave the loaded stretch and show the newest messages. */
  async function returnToNewest() {
    try {
      let page
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        page = await askPage({})
        if ((page.messages.at(-1)?.id ?? 0) >= store.state.history.newestId) break
      }
      store.dispatch({ type: "history.returned", page })
    } catch {
      store.dispatch({ type: "history.newerFailed" })
    }
  }

  return { loadOlder, loadNewer, returnToNewest }
}

/**
 * The messages next after one. Pages only go back in time, so ask for the page that ends a
 * little later: among the next 200 ids there are no more than the 200 messages of a page.
 */
async function findAfter(askPage, afterId, newestId) {
  let from = afterId
  let span = LEAP_MESSAGES
  for (;;) {
    const page = await askPage({ before: from + span + 1, limit: LEAP_MESSAGES })
    const messages = page.messages.filter(({ id }) => id > from)
    if (messages.length === LEAP_MESSAGES && span > LEAP_MESSAGES) {
      span = Math.max(LEAP_MESSAGES, Math.floor(span / 2)) // a full page may have left some out
    } else if (messages.length === 0 && from + span < newestId) {
      from += span
      span *= 2
    } else {
      return { messages, coveredTo: from + span }
    }
  }
}

function isBusy(edge) {
  return edge === EDGE.end || edge === EDGE.loading
}
