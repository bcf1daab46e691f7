import { readAnswer } from "./answers.js"
import { ApiError, ERROR } from "./api-error.js"

const PATIENCE_MS = 15_000 // a call without an answer for so long has failed

/**
 * The one way to the server: `call(method, path, body)` returns data or throws `ApiError`. The body
 * is what becomes JSON, or a file, which stays one. `isLasting`: the call outlives the page.
 *
 * @param {typeof fetch} fetcher
 */
export function createCall(fetcher = (...request) => fetch(...request)) {
  return async (method, path, body, { isLasting = false } = {}) => {
    const abort = new AbortController()
    const timer = setTimeout(() => abort.abort(), PATIENCE_MS)
    try {
      return await readAnswer(await fetcher(path, options(method, body, abort.signal, isLasting)))
    } catch (error) {
      if (error instanceof ApiError) throw error
      throw new ApiError({ type: ERROR.unreachable })
    } finally {
      clearTimeout(timer)
    }
  }
}

/** The query of those parameters that are given. */
export function query(parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value !== null && value !== "")
  return new URLSearchParams(given).toString()
}

function options(method, body, signal, keepalive) {
  const headers = { Accept: "application/json" }
  const isFile = body instanceof globalThis.Blob
  // The API takes nothing that changes anything without it, bodies or not.
  if (method !== "GET") headers["Content-Type"] = isFile ? body.type : "application/json"
  const common = { method, headers, signal, credentials: "same-origin", cache: "no-store" }
  if (keepalive) common.keepalive = true
  if (body === undefined) return common
  return { ...common, body: isFile ? body : JSON.stringify(body) }
}
