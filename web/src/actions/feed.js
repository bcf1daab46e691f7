import { backoff } from "../lib/backoff.js"
import { PLACE } from "../store/state.js"
import { ApiError, ERROR } from "../transport/api-error.js"

const AWAY_MS = 150_000 // browsers let a page that nobody sees ask once a minute
const ORIGIN = "0000000000000000-0" // a cursor of no chat: the answer holds the newest one

/**
 * What the poller does: enter, open the place, then ask what is new. One step covers the first
 * visit, every change of room, the daily round and every recovery, so none of them has a path of
 * its own to rot.
 */
export function createFeed({ api, store, session, rooms, opening, now = Date.now }) {
  const listeners = new Set()
  let cursor = null
  let last = { at: null, isLate: false, more: false } // the last answer

  async function open() {
    const page = await opening.open(takeUp)
    cursor ??= page?.cursor ?? null
    return cursor === null || !isSettled(store.state)
  }

  const ask = () => session.signedIn(() => api.feed(cursor ?? ORIGIN))

  async function takeUp() {
    cursor ??= (await ask()).cursor
  }

  async function follow() {
    const news = await ask().catch(forgetBadCursor)
    cursor = news.cursor
    last = { at: now(), isLate: isLate(), more: news.more }
    if (news.reset) store.dispatch({ type: "feed.reset" })
    else take(news)
    return news.more || news.reset
  }

  // What was said while the page was away is not new any more, however long it takes to tell.
  function isLate() {
    const isBack = last.at !== null && now() - last.at > AWAY_MS
    return isBack || (last.isLate && last.more)
  }

  function take(news) {
    rooms.hear(news)
    if (news.messages.length === 0) return
    for (const listener of listeners) listener(news.messages, store.state, last)
    store.dispatch({ type: "feed.arrived", messages: news.messages })
  }

  function forgetBadCursor(error) {
    if (error.type === ERROR.invalid) cursor = null
    throw error
  }

  return {
    /** Take one step. Resolves to true when another should follow at once. */
    step: () => {
      store.dispatch({ type: "connection.tried" })
      return isSettled(store.state) ? follow() : open()
    },

    /**
     * Call back with the messages of every answer, the state before them, and `{ isLate }`: whether
     * they were said while the page was away.
     */
    listen: (listener) => listeners.add(listener),

    succeeded: () => store.dispatch({ type: "connection.restored" }),

    failed(error, waitMs) {
      if (!(error instanceof ApiError)) console.error(error)
      const problem = toProblem(error)
      store.dispatch({ type: "connection.failed", problem, waitMs, retryAt: now() + waitMs })
    },

    waitAfter: (error, failures) => Math.max(error.retryAfterMs ?? 0, backoff(failures)),
  }
}

function isSettled({ me, areRoomsKnown, place }) {
  return me !== null && areRoomsKnown && place.stage !== PLACE.opening
}

function toProblem(error) {
  const known = error instanceof ApiError ? error : new ApiError({ type: ERROR.unreadable })
  return known.toProblem()
}
