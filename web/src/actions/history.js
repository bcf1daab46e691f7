import { EDGE } from "../store/state.js"

const PAGE_MESSAGES = 50
const NEWER_MESSAGES = 200 // the most that one page may hold
const ATTEMPTS = 3

/** Ask for the parts of the room that are not loaded. Failures show at the edge they concern. */
export function createHistory({ api, store, session }) {
  const askPage = (roomId, options) =>
    session.signedIn(() => api.page(roomId, { limit: PAGE_MESSAGES, ...options }))

  async function loadOlder() {
    const { roomId, messages, older } = store.state.history
    if (isBusy(older) || messages.length === 0) return
    const beforeId = messages[0].id
    store.dispatch({ type: "history.olderAsked" })
    try {
      const page = await askPage(roomId, { before: beforeId })
      store.dispatch({ type: "history.olderArrived", page, beforeId, roomId })
    } catch {
      store.dispatch({ type: "history.olderFailed", roomId })
    }
  }

  async function loadNewer() {
    const { roomId, messages, newer } = store.state.history
    if (isBusy(newer) || messages.length === 0) return
    const afterId = messages.at(-1).id
    store.dispatch({ type: "history.newerAsked" })
    try {
      const page = await askPage(roomId, { from: afterId, limit: NEWER_MESSAGES })
      store.dispatch({ type: "history.newerArrived", page, afterId, roomId })
    } catch {
      store.dispatch({ type: "history.newerFailed", roomId })
    }
  }

  /** Leave the loaded stretch and show the newest messages. */
  async function returnToNewest() {
    const { roomId } = store.state.history
    try {
      let page
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        page = await askPage(roomId, {})
        if ((page.messages.at(-1)?.id ?? 0) >= store.state.history.newestId) break
      }
      store.dispatch({ type: "history.returned", page, roomId })
    } catch {
      store.dispatch({ type: "history.newerFailed", roomId })
    }
  }

  /** Leave the loaded stretch and show where the news begin. */
  async function goToLine() {
    const { roomId, lineId } = store.state.history
    try {
      // Both sides of it: what was said before belongs to what is new.
      const [above, below] = await Promise.all([
        askPage(roomId, { before: lineId + 1 }),
        askPage(roomId, { from: lineId + 1 }),
      ])
      store.dispatch({ type: "history.lineReached", above, below, roomId })
    } catch {
      store.dispatch({ type: "history.olderFailed", roomId })
    }
  }

  return { loadOlder, loadNewer, returnToNewest, goToLine }
}

function isBusy(edge) {
  return edge === EDGE.end || edge === EDGE.loading
}
