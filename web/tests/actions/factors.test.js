import { describe, expect, test, vi } from "vitest"
import { createFactors } from "../../src/actions/factors.js"
import { createSignedIn } from "../../src/actions/leaving.js"
import { createVisit } from "../../src/actions/visit.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { hasFactor } from "../../src/store/factors.js"
import { LIST } from "../../src/store/lists.js"
import { createStore } from "../../src/store/store.js"
import { fakeApi, fakeLeave, joining, member, problem, settled } from "../support.js"

const CODES = ["a1", "b2"]
const passkey = { id: 5, name: "Mac", created_at: "2026-11-22T09:00:00Z", last_used_at: null }
const own = { totp: true, recovery_codes_left: 10, passkeys: [passkey] }

function create(answers = {}, me = member) {
  const api = fakeApi({
    session: async () => ({ ...me, has_factor: true }),
    factors: async () => own,
    beginTotp: async () => ({ ticket: "t" }),
    confirmTotp: async () => ({ recovery_codes: CODES }),
    removeTotp: async () => null,
    renewCodes: async () => ({ recovery_codes: CODES }),
    beginPasskey: async () => ({ ticket: "t", options: { challenge: "c" } }),
    addPasskey: async () => ({ passkey, recovery_codes: null }),
    removePasskey: async () => null,
    ...answers,
  })
  const store = createStore(accountReducers, createAccountState())
  store.dispatch({ type: "visit.opened", me, joining })
  const leave = fakeLeave()
  const signedIn = createSignedIn({ leave, next: "/account" })
  const passkeys = { make: vi.fn(async () => "made") }
  return {
    api,
    store,
    leave,
    passkeys,
    factors: createFactors({ api, store, signedIn, passkeys }),
  }
}

test("what there is arrives, or does not", async () => {
  const { factors, store } = create()
  expect(hasFactor(store.state)).toBe(false)
  await factors.load()
  const { status, hasTotp, codesLeft, passkeys } = store.state.factors
  expect([status, hasTotp, codesLeft, passkeys]).toEqual([LIST.ready, true, 10, [passkey]])
  expect(hasFactor(store.state)).toBe(true)
  const offline = create({ factors: () => Promise.reject(problem("unreachable")) })
  await offline.factors.load()
  expect(offline.store.state.factors.status).toBe(LIST.failed)
})

describe("an app", () => {
  test("is set up in two steps, and then the page knows", async () => {
    const { api, factors, store } = create()
    expect(await factors.beginTotp({ password: "p" })).toEqual({ ticket: "t" })
    expect(store.state.factors.hasTotp).toBe(false)
    expect(await factors.confirmTotp({ ticket: "t", code: "1" })).toEqual(CODES)
    await settled()
    expect(api.confirmTotp).toHaveBeenCalledWith({ ticket: "t", code: "1" })
    expect(store.state.factors.hasTotp).toBe(true)
    expect(store.state.me.has_factor).toBe(true)
  })

  test("is removed by the password; a wrong one is for the form to show", async () => {
    const { api, factors } = create()
    await factors.removeTotp({ password: "p" })
    expect(api.removeTotp).toHaveBeenCalledWith("p")
    const errors = [{ field: "password", message: "No." }]
    const refused = create({ removeTotp: () => Promise.reject(problem("invalid", { errors })) })
    await expect(refused.factors.removeTotp({ password: "x" })).rejects.toMatchObject({ errors })
  })
})

test("codes are there to be shown, whatever else cannot be loaded", async () => {
  const fail = () => Promise.reject(problem("unreachable"))
  const { factors } = create({ factors: fail, session: fail })
  expect(await factors.renewCodes({ password: "p" })).toEqual(CODES)
  await settled()
})

describe("a passkey", () => {
  test("is made by the browser from what the server asks", async () => {
    const { api, factors, passkeys } = create()
    expect(await factors.addPasskey({ name: "Mac", password: "p" })).toBeNull()
    expect(api.beginPasskey).toHaveBeenCalledWith("p")
    expect(passkeys.make).toHaveBeenCalledWith({ challenge: "c" })
    const made = { ticket: "t", name: "Mac", credential: "made" }
    expect(api.addPasskey).toHaveBeenCalledWith(made)
  })

  test("that the browser does not make is not sent", async () => {
    const { api, factors, passkeys } = create()
    passkeys.make.mockRejectedValue(problem("passkey-not-made"))
    await expect(factors.addPasskey({})).rejects.toMatchObject({ type: "passkey-not-made" })
    expect(api.addPasskey).not.toHaveBeenCalled()
  })

  test("is removed by its id", async () => {
    const { api, factors } = create()
    await factors.removePasskey(5, { password: "p" })
    expect(api.removePasskey).toHaveBeenCalledWith(5, "p")
  })
})

test("who has no password and came long ago is told so: there is no field for it", async () => {
  const errors = [{ field: "password", message: "This is not the present password." }]
  const refuse = { beginTotp: () => Promise.reject(problem("invalid", { errors })) }
  const { factors } = create(refuse, { ...member, has_password: false })
  await expect(factors.beginTotp({})).rejects.toMatchObject({ type: "came-long-ago", errors: [] })
})

test("where a second factor is asked for first, the way leads there", async () => {
  const leave = fakeLeave()
  const signedIn = createSignedIn({ leave, next: "/people" })
  signedIn(() => Promise.reject(problem("second-factor-required")))
  await settled()
  expect(leave).toHaveBeenCalledWith("/account#second-factors")
})

describe("where a second factor is asked for on the page that sets one up", () => {
  const demand = () => Promise.reject(problem("second-factor-required"))

  function createPage(session) {
    const store = createStore(accountReducers, createAccountState())
    store.dispatch({ type: "visit.opened", me: member, joining })
    const visit = createVisit({ api: fakeApi({ session }), store })
    const leave = fakeLeave()
    const parts = { leave, next: "/account", onFactorNeeded: visit.lookAgain }
    return { store, leave, signedIn: createSignedIn(parts) }
  }

  test("nobody is led away: the page learns of it, and the form gets its answer", async () => {
    const { store, leave, signedIn } = createPage(async () => ({ ...member, needs_factor: true }))
    await expect(signedIn(demand)).rejects.toMatchObject({ type: "second-factor-required" })
    expect(store.state.me.needs_factor).toBe(true)
    expect(leave).not.toHaveBeenCalled()
  })

  test("the form gets the same answer where the page cannot learn more", async () => {
    const { store, signedIn } = createPage(() => Promise.reject(problem("unreachable")))
    await expect(signedIn(demand)).rejects.toMatchObject({ type: "second-factor-required" })
    expect(store.state.me).toEqual(member)
  })
})
