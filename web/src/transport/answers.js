import { ApiError, ERROR } from "./api-error.js"

const SECOND_MS = 1_000
const HTTP = { ok: 200, noContent: 204, multipleChoices: 300 }

/**
 * Read an answer: its JSON, or null where there is none.
 *
 * @throws {ApiError} for every answer that is not a success in our contract
 */
export async function readAnswer(response) {
  if (response.status === HTTP.noContent) return null
  const body = await readJson(response)
  const isSuccess = response.status >= HTTP.ok && response.status < HTTP.multipleChoices
  if (!isSuccess) throw asError(response, body)
  if (body === undefined) throw unreadable(response)
  return body
}

async function readJson(response) {
  const type = response.headers.get("content-type") ?? ""
  if (!/[/+]json\b/i.test(type)) return undefined
  const text = await response.text()
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function asError(response, body) {
  if (typeof body?.type !== "string") return unreadable(response)
  return new ApiError({
    type: body.type,
    status: response.status,
    detail: typeof body.detail === "string" ? body.detail : "",
    errors: Array.isArray(body.errors) ? body.errors : [],
    retryAfterMs: retryAfter(response),
  })
}

function unreadable(response) {
  const { status } = response
  return new ApiError({ type: ERROR.unreadable, status, retryAfterMs: retryAfter(response) })
}

function retryAfter(response) {
  const header = response.headers.get("retry-after")
  if (header === null || header.trim() === "") return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds * SECOND_MS)
  const until = Date.parse(header) - Date.now()
  return Number.isNaN(until) ? null : Math.max(0, until)
}
