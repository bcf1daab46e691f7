import { describe, expect, test, vi } from "vitest"
import { ApiError, ERROR } from "../../src/transport/api-error.js"
import { createClient } from "../../src/transport/client.js"

function answer(body, { status = 200, type = "application/json", headers = {} } = {}) {
  const text = typeof body === "string" ? body : JSON.stringify(body)
  return new Response(text, { status, headers: { "content-type": type, ...headers } })
}

function problem(status, body, headers) {
  return answer(body, { status, type: "application/problem+json", headers })
}

function clientOf(response) {
  const fetcher = vi.fn(async () => response.clone())
  return { client: createClient(fetcher), fetcher }
}

async function failureOf(response) {
  const { client } = clientOf(response)
  return client.session().then(
    () => expect.unreachable("the call should have failed"),
    (error) => error,
  )
}

describe("requests", () => {
  test("a poll asks for the cursor and nothing else, so that nginx can answer it", async () => {
    const { client, fetcher } = clientOf(answer({ messages: [] }))
    await client.feed("4f1c9a0be2d35877-41")
    expect(fetcher.mock.calls[0][0]).toBe("/api/messages?after=4f1c9a0be2d35877-41")
  })

  test("a page names the room, and the rest only where it is given", async () => {
    const { client, fetcher } = clientOf(answer({ messages: [] }))
    await client.page(7)
    await client.page(7, { before: 12, limit: 50 })
    expect(fetcher.mock.calls.map(([path]) => path)).toEqual([
      "/api/messages?room_id=7",
      "/api/messages?room_id=7&before=12&limit=50",
    ])
  })

  test("a post carries JSON in the contract's words", async () => {
    const { client, fetcher } = clientOf(answer({ id: 1 }, { status: 201 }))
    expect(await client.post({ roomId: 7, content: "hi", clientId: "c" })).toEqual({ id: 1 })
    const [path, options] = fetcher.mock.calls[0]
    expect(path).toBe("/api/messages")
    expect(options.method).toBe("POST")
    expect(options.headers["Content-Type"]).toBe("application/json")
    expect(JSON.parse(options.body)).toEqual({ room_id: 7, content: "hi", client_id: "c" })
  })

  test("becoming a guest sends an empty object, because a body is required", async () => {
    const { client, fetcher } = clientOf(answer({ id: 1 }, { status: 201 }))
    await client.becomeGuest()
    expect(fetcher.mock.calls[0][1].body).toBe("{}")
  })
})

describe("failures", () => {
  test("a problem becomes an error with its type, detail and fields", async () => {
    const error = await failureOf(
      problem(422, { type: "invalid", detail: "No.", errors: [{ field: "name", message: "Why" }] }),
    )
    expect(error).toBeInstanceOf(ApiError)
    expect(error.toProblem()).toEqual({
      type: "invalid",
      status: 422,
      detail: "No.",
      errors: [{ field: "name", message: "Why" }],
      retryAfterMs: null,
    })
  })

  test("Retry-After is read in seconds and as a date", async () => {
    const inSeconds = await failureOf(problem(429, { type: "too-fast" }, { "retry-after": "3" }))
    expect(inSeconds.retryAfterMs).toBe(3000)
    const date = new Date(Date.now() + 10_000).toUTCString()
    const asDate = await failureOf(problem(503, { type: "unavailable" }, { "retry-after": date }))
    expect(asDate.retryAfterMs).toBeGreaterThan(7000)
    expect(asDate.retryAfterMs).toBeLessThanOrEqual(10_000)
  })

  test("a page of somebody else is not taken for an answer", async () => {
    const error = await failureOf(answer("<html>Log in to the Wi-Fi", { type: "text/html" }))
    expect(error.type).toBe(ERROR.unreadable)
  })

  test("broken JSON and a failure without our shape are unreadable", async () => {
    expect((await failureOf(answer("{"))).type).toBe(ERROR.unreadable)
    expect(
      (await failureOf(answer("Bad gateway", { status: 502, type: "text/html" }))).status,
    ).toBe(502)
  })

  test("no answer at all is a failure of the same kind", async () => {
    const client = createClient(async () => {
      throw new TypeError("Failed to fetch")
    })
    await expect(client.session()).rejects.toMatchObject({ type: ERROR.unreachable })
  })

  test("a call that hangs is given up", async () => {
    vi.useFakeTimers()
    const hanging = (_, { signal }) =>
      new Promise((_, reject) =>
        signal.addEventListener("abort", () => reject(new Error("aborted"))),
      )
    const call = expect(createClient(hanging).session()).rejects.toMatchObject({
      type: ERROR.unreachable,
    })
    await vi.advanceTimersByTimeAsync(15_000)
    await call
    vi.useRealTimers()
  })

  test("an answer without content is null", async () => {
    const { client } = clientOf(new Response(null, { status: 204 }))
    expect(await client.session()).toBeNull()
  })
})
