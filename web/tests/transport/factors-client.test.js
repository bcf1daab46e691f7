import { expect, test, vi } from "vitest"
import { createFactorsClient } from "../../src/transport/factors-client.js"

const CALLS = [
  ["sendCode", [{ ticket: "t", code: "1" }], "POST /api/session/second-factor"],
  ["askForPasskey", [], "POST /api/session/passkey/options"],
  ["sendPasskey", [{ ticket: "t", credential: {} }], "POST /api/session/passkey"],
  ["factors", [], "GET /api/account/factors"],
  ["beginTotp", ["p"], "POST /api/account/totp"],
  ["confirmTotp", [{ ticket: "t", code: "1" }], "PUT /api/account/totp"],
  ["removeTotp", ["p"], "DELETE /api/account/totp"],
  ["renewCodes", ["p"], "POST /api/account/recovery-codes"],
  ["beginPasskey", ["p"], "POST /api/account/passkeys/options"],
  ["addPasskey", [{ ticket: "t", name: "n", credential: {} }], "POST /api/account/passkeys"],
  ["removePasskey", [7, "p"], "DELETE /api/account/passkeys/7"],
]

function create() {
  const answer = () => new Response("{}", { headers: { "content-type": "application/json" } })
  const fetcher = vi.fn(async () => answer())
  const asked = () => {
    const [path, { method, body }] = fetcher.mock.calls[0]
    return { line: `${method} ${path}`, body: body && JSON.parse(body) }
  }
  return { client: createFactorsClient(fetcher), asked }
}

test.each(CALLS)("%s asks %j by %s", async (name, given, line) => {
  const { client, asked } = create()
  await client[name](...given)
  expect(asked().line).toBe(line)
})

test("a password that is not there is not sent, an object is", async () => {
  const { client, asked } = create()
  await client.removeTotp(undefined)
  expect(asked().body).toEqual({})
})

test("the ticket of a first step goes along", async () => {
  const { client, asked } = create()
  await client.askForPasskey("t")
  expect(asked().body).toEqual({ ticket: "t" })
})
