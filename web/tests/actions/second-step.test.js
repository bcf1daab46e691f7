import { describe, expect, test, vi } from "vitest"
import { createEntrance } from "../../src/actions/entrance.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createSecondStep } from "../../src/actions/second-step.js"
import {
  createEntranceState,
  DOOR,
  doorOf,
  entranceReducers,
  WAY,
} from "../../src/store/entrance.js"
import { createStore } from "../../src/store/store.js"
import { fakeApi, fakeLeave, fakeMemory, joining, member, problem, settled } from "../support.js"

const pending = { ticket: "first", factors: ["totp", "passkey"] }
const question = { ticket: "asked", options: { challenge: "c" } }

function create(answers = {}, { way, token, canOffer = true } = {}) {
  const api = fakeApi({
    signIn: async () => pending,
    signInByLink: async () => pending,
    sendCode: async () => member,
    askForPasskey: async () => question,
    sendPasskey: async () => member,
    ...answers,
  })
  const { kept, ...memory } = fakeMemory()
  const store = createStore(entranceReducers, createEntranceState({ way, token }))
  store.dispatch({ type: "visit.opened", me: null, joining })
  const leave = fakeLeave()
  const keepsakes = createKeepsakes(memory)
  const entrance = createEntrance({ api, store, keepsakes, leave, next: "/people" })
  const passkeys = {
    show: vi.fn(async () => "shown"),
    offer: vi.fn(async () => "picked"),
    canOffer: async () => canOffer,
  }
  const steps = createSecondStep({ api, store, passkeys, admit: entrance.admit })
  return { api, store, leave, kept, entrance, steps, passkeys, door: () => doorOf(store.state) }
}

describe("a right password", () => {
  test("leads to the second step where there is one", async () => {
    const { entrance, leave, store, kept, door } = create()
    await entrance.signIn({})
    expect(door()).toBe(DOOR.secondStep)
    expect(store.state.step).toEqual({ ...pending, byLink: false })
    expect(leave).not.toHaveBeenCalled()
    expect(kept.size).toBe(0)
  })

  test("leads to where a second factor is set up, when the owners ask for one", async () => {
    const asked = { ...member, needs_factor: true }
    const { entrance, leave } = create({ signIn: async () => asked })
    entrance.signIn({})
    await settled()
    expect(leave).toHaveBeenCalledWith("/account#second-factors")
  })
})

describe("a code", () => {
  test("goes with the ticket, and opens what was asked for", async () => {
    const { api, entrance, steps, leave, kept } = create()
    await entrance.signIn({})
    steps.sendCode({ code: "123456" })
    await settled()
    expect(api.sendCode).toHaveBeenCalledWith({ ticket: "first", code: "123456" })
    expect(leave).toHaveBeenCalledWith("/people")
    expect(kept.get("member")).toBe(member.id)
  })

  test("that is wrong is for the form to show", async () => {
    const { entrance, steps, door } = create({
      sendCode: () => Promise.reject(problem("invalid", { errors: [{ field: "code" }] })),
    })
    await entrance.signIn({})
    await expect(steps.sendCode({ code: "1" })).rejects.toMatchObject({ type: "invalid" })
    expect(door()).toBe(DOOR.secondStep)
  })

  test("that comes too late leads to the beginning, with a sentence", async () => {
    const { entrance, steps, store, door } = create({
      sendCode: () => Promise.reject(problem("ticket-expired")),
    })
    await entrance.signIn({})
    await steps.sendCode({ code: "1" })
    expect([door(), store.state.note, store.state.step]).toEqual([DOOR.signIn, "late", null])
  })

  test("after a one-time link opens the account, and the link's grace", async () => {
    const { entrance, steps, leave, kept } = create({}, { way: WAY.link, token: "t" })
    await entrance.useLink()
    expect(kept.has("link-used-at")).toBe(false)
    steps.sendCode({ code: "123456" })
    await settled()
    expect(leave).toHaveBeenCalledWith("/account#password")
    expect(kept.has("link-used-at")).toBe(true)
  })
})

test.each([
  ["back", (steps) => steps.back(), "link-spent"],
  ["too late", (steps) => steps.sendCode({ code: "1" }), "late-link"],
])("%s from a link's second step: it works no second time", async (_, deed, note) => {
  const { entrance, steps, store, door } = create(
    { sendCode: () => Promise.reject(problem("ticket-expired")) },
    { way: WAY.link, token: "t" },
  )
  await entrance.useLink()
  await deed(steps)
  expect([door(), store.state.note, store.state.token]).toEqual([DOOR.signIn, note, null])
})

test("back from a password's second step says nothing", async () => {
  const { entrance, steps, store, door } = create()
  await entrance.signIn({})
  steps.back()
  expect([door(), store.state.note]).toEqual([DOOR.signIn, null])
})

describe("a passkey", () => {
  test("is the second step, for the person of the first", async () => {
    const { api, entrance, steps, passkeys, leave } = create()
    await entrance.signIn({})
    steps.usePasskey()
    await settled()
    expect(api.askForPasskey).toHaveBeenCalledWith("first")
    expect(passkeys.show).toHaveBeenCalledWith(question.options)
    expect(api.sendPasskey).toHaveBeenCalledWith({ ticket: "asked", credential: "shown" })
    expect(leave).toHaveBeenCalledWith("/people")
  })

  test("is enough by itself", async () => {
    const { api, steps, leave } = create()
    steps.usePasskey()
    await settled()
    expect(api.askForPasskey).toHaveBeenCalledWith(undefined)
    expect(leave).toHaveBeenCalledWith("/people")
  })

  test("that takes too long by itself is for the form to show", async () => {
    const { steps, store } = create({
      sendPasskey: () => Promise.reject(problem("ticket-expired")),
    })
    await expect(steps.usePasskey()).rejects.toMatchObject({ type: "ticket-expired" })
    expect(store.state.note).toBeNull()
  })

  test("is offered where the browser can, and used when it is picked", async () => {
    const { api, steps, leave } = create()
    const picked = await steps.offerPasskey()
    expect(picked).toEqual({ ticket: "asked", credential: "picked" })
    steps.usePicked(picked)
    await settled()
    expect(api.sendPasskey).toHaveBeenCalledWith(picked)
    expect(leave).toHaveBeenCalledWith("/people")
  })

  test("is not offered elsewhere, nor missed when the server cannot be asked", async () => {
    const cannot = create({}, { canOffer: false })
    expect(await cannot.steps.offerPasskey()).toBeNull()
    expect(cannot.api.askForPasskey).not.toHaveBeenCalled()
    const fails = create({ askForPasskey: () => Promise.reject(problem("too-fast")) })
    expect(await fails.steps.offerPasskey()).toBeNull()
  })
})
