import { isQuietAt } from "../store/notifying.js"
import { ApiError } from "../transport/api-error.js"

const KNOWN_FOR_MS = 60_000 // another device may change them

/** The hours in which nothing disturbs me, which the server keeps for all my devices. */
export function createQuietHours({ api, store, session, now = () => new Date() }) {
  let askedAt = -Infinity

  const take = (quiet) => {
    askedAt = now().getTime()
    store.dispatch({ type: "quiet.arrived", quiet })
  }

  /** Ask for them. Rejects with the problem when they cannot be had. */
  const load = async () => take(await session.signedIn(() => api.quietHours()))

  return {
    load,

    /** Keep others, or none: `{ from, to }`. Rejects with the problem. */
    change: async (hours) => take(await session.signedIn(() => api.changeQuietHours(hours))),

    /** Resolves to whether they are now. What cannot be asked is as it was known last. */
    async areNow() {
      const isOld = now().getTime() - askedAt > KNOWN_FOR_MS
      if (isOld || store.state.quiet === null) await load().catch(ignoreProblem)
      return isQuietAt(store.state, now())
    },
  }
}

function ignoreProblem(error) {
  if (!(error instanceof ApiError)) throw error
}
