import { expect, test, vi } from "vitest"
import { createSignedIn } from "../../src/actions/leaving.js"
import { createTokens } from "../../src/actions/tokens.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { LIST } from "../../src/store/lists.js"
import { createStore } from "../../src/store/store.js"
import { fakeLeave, problem } from "../support.js"

const token = { id: 5, name: "Reader", scope: "read" }

function create(answers) {
  const api = { tokens: vi.fn(async () => [token]), ...answers }
  const store = createStore(accountReducers, createAccountState())
  const signedIn = createSignedIn({ leave: fakeLeave(), next: "/account" })
  return { api, store, tokens: createTokens({ api, store, signedIn }) }
}

test("they are loaded, or the failure shows", async () => {
  const { api, store, tokens } = create()
  await tokens.load()
  expect(store.state.tokens).toMatchObject({ status: LIST.ready, items: [token] })
  api.tokens.mockRejectedValueOnce(problem("unavailable"))
  await tokens.load()
  expect(store.state.tokens.status).toBe(LIST.failed)
})

test("the text of a new one is given and kept nowhere", async () => {
  const makeToken = vi.fn(async () => ({ ...token, token: "parley_5_k" }))
  const { store, tokens } = create({ makeToken })
  const wish = { name: "Reader", scope: "read", password: "correct horse" }
  expect(await tokens.make(wish)).toBe("parley_5_k")
  expect(makeToken).toHaveBeenCalledWith(wish)
  expect(store.state.tokens.items).toEqual([token])
  expect(JSON.stringify(store.state)).not.toContain("parley_5_k")
})

test("who has no password and came long ago is told so", async () => {
  const refused = problem("invalid", { status: 422, errors: [{ field: "password" }] })
  const { store, tokens } = create({ makeToken: vi.fn().mockRejectedValue(refused) })
  store.dispatch({ type: "visit.became", me: { id: 1, has_password: false } })
  const wish = { name: "Reader", scope: "read" }
  await expect(tokens.make(wish)).rejects.toMatchObject({ type: "came-long-ago" })
})

test("one that was taken back is gone from the list", async () => {
  const revokeToken = vi.fn(async () => null)
  const { store, tokens } = create({ revokeToken })
  await tokens.load()
  await tokens.revoke(5)
  expect(revokeToken).toHaveBeenCalledWith(5)
  expect(store.state.tokens.items).toEqual([])
})
