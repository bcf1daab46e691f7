import { readAnswer } from "./answers.js"
import { ApiError, ERROR } from "./api-error.js"

const PATIENCE_MS = 15_000 // a call without an answer for so long has failed

/**
 * The API as functions. Each returns data or throws `ApiError`; none has seen the page.
 *
 * @param {typeof fetch} fetcher
 */
export function createClient(fetcher = (...request) => fetch(...request)) {
  const call = createCall(fetcher)
  const get = (path) => call("GET", path)
  const send = (method, path, body) => call(method, path, body)

  return {
    session: () => get("/api/session"),
    becomeGuest: () => send("POST", "/api/session/guest", {}),
    rename: (name) => send("PATCH", "/api/session", { name }),
    rooms: async () => (await get("/api/rooms")).rooms,

    /** The newest messages of a room, or those just before a message. */
    page: (roomId, { before = null, limit = null } = {}) =>
      get(`/api/messages?${query({ room_id: roomId, before, limit })}`),

    /** What changed since a cursor. nginx answers exactly this query when nothing did. */
    feed: (cursor) => get(`/api/messages?after=${encodeURIComponent(cursor)}`),

    post: ({ roomId, content, clientId }) =>
      send("POST", "/api/messages", { room_id: roomId, content, client_id: clientId }),
  }
}

function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null)
  return new URLSearchParams(given).toString()
}

function createCall(fetcher) {
  return async (method, path, body) => {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), PATIENCE_MS)
    try {
      return await readAnswer(await fetcher(path, options(method, body, abort.signal)))
    } catch (error) {
      if (error instanceof ApiError) throw error
      throw new ApiError({ type: ERROR.unreachable })
    } finally {
      clearTimeout(timer)
    }
  }
}

function options(method, body, signal) {
  const headers = { Accept: "application/json" }
  const common = { method, headers, signal, credentials: "same-origin", cache: "no-store" }
  if (body === undefined) return common
  headers["Content-Type"] = "application/json"
  return { ...common, body: JSON.stringify(body) }
}
