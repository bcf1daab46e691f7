import { backoff } from "../lib/backoff.js"
import { ApiError, ERROR } from "../transport/api-error.js"

/**
 * What the poller does: enter, load the page, then ask what is new. One step covers the first
 * visit, the daily round and every recovery, so none of them has a path of its own to rot.
 */
export function createFeed({ api, store, session, now = Date.now }) {
  let cursor = null

  async function open() {
    if (store.state.me === null) await session.enter()
    if (store.state.room === null) await enterRoom()
    const page = await session.signedIn(() => api.page(store.state.room.id))
    cursor = page.cursor
    store.dispatch({ type: "history.opened", page })
    return false
  }

  async function enterRoom() {
    const [room] = await session.signedIn(() => api.rooms())
    if (!room) throw new ApiError({ type: ERROR.unreadable })
    store.dispatch({ type: "room.entered", room })
  }

  async function follow() {
    const news = await session.signedIn(() => api.feed(cursor)).catch(forgetBadCursor)
    cursor = news.reset ? null : news.cursor
    if (news.messages.length) store.dispatch({ type: "feed.arrived", messages: news.messages })
    return news.more || news.reset
  }

  function forgetBadCursor(error) {
    if (error.type === ERROR.invalid) cursor = null
    throw error
  }

  return {
    /** Take one step. Resolves to true when another should follow at once. */
    step: () => {
      store.dispatch({ type: "connection.tried" })
      return cursor === null ? open() : follow()
    },

    succeeded: () => store.dispatch({ type: "connection.restored" }),

    failed(error, waitMs) {
      if (!(error instanceof ApiError)) console.error(error)
      const problem = toProblem(error)
      store.dispatch({ type: "connection.failed", problem, waitMs, retryAt: now() + waitMs })
    },

    waitAfter: (error, failures) => Math.max(error.retryAfterMs ?? 0, backoff(failures)),
  }
}

function toProblem(error) {
  const known = error instanceof ApiError ? error : new ApiError({ type: ERROR.unreadable })
  return known.toProblem()
}
