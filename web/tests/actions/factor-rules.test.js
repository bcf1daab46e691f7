// Where owners ask for a second factor: who asks, and who is led to set one up.
import { describe, expect, test, vi } from "vitest"
import { createAdministration } from "../../src/actions/administration.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createSignedIn } from "../../src/actions/leaving.js"
import { createSession } from "../../src/actions/session.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { createStore } from "../../src/store/store.js"
import {
  fakeApi,
  fakeLeave,
  fakeMemory,
  joining,
  member,
  openStore,
  owner,
  problem,
  settled,
} from "../support.js"

const FACTORS = "/account#second-factors"
const required = () => Promise.reject(problem("second-factor-required"))

test("whoever is in the chat is led away, and what was written stays", async () => {
  const store = openStore()
  store.dispatch({ type: "session.entered", person: member })
  const { kept, ...memory } = fakeMemory({ drafts: { 7: "half a thought" } })
  const leave = fakeLeave()
  const keepsakes = createKeepsakes(memory)
  const session = createSession({ api: fakeApi(), store, keepsakes, leave })
  session.signedIn(required)
  await settled()
  expect(leave).toHaveBeenCalledWith(FACTORS)
  expect(kept.get("drafts")).toEqual({ 7: "half a thought" })
})

test("what being led away breaks off has not failed", async () => {
  const session = createSession({ api: fakeApi(), store: openStore(), leave: fakeLeave() })
  const end = vi.fn()
  let breakOff
  const underWay = () => new Promise((_, reject) => (breakOff = reject))
  session.signedIn(underWay).then(end, end)
  session.signedIn(required)
  await settled()
  breakOff(problem("unreachable"))
  await settled()
  expect(end).not.toHaveBeenCalled()
})

test.each(["enter", "refresh"])("nobody has to be refused first to %s", async (deed) => {
  const store = openStore()
  const leave = fakeLeave()
  const api = fakeApi({ session: async () => ({ ...member, needs_factor: true }) })
  const keepsakes = createKeepsakes(fakeMemory())
  createSession({ api, store, keepsakes, leave })[deed]()
  await settled()
  expect(leave).toHaveBeenCalledWith(FACTORS)
})

describe("an owner", () => {
  function create(me) {
    const api = fakeApi({
      session: async () => me,
      changeJoining: async (change) => ({ ...joining, ...change }),
      resetFactors: async () => null,
    })
    const store = createStore(administrationReducers, createAdministrationState())
    store.dispatch({ type: "visit.opened", me: owner, joining })
    const leave = fakeLeave()
    const signedIn = createSignedIn({ leave, next: "/people" })
    return { api, store, leave, actions: createAdministration({ api, store, signedIn }) }
  }

  test("who has one asks others for one", async () => {
    const { actions, store, leave } = create({ ...owner, has_factor: true })
    await actions.changeJoining({ second_factor: "everybody" })
    expect(store.state.joining.second_factor).toBe("everybody")
    expect(store.state.me.has_factor).toBe(true)
    expect(leave).not.toHaveBeenCalled()
  })

  test("who has none is led to set one up", async () => {
    const { actions, leave } = create({ ...owner, needs_factor: true })
    actions.changeJoining({ second_factor: "administrators" })
    await settled()
    expect(leave).toHaveBeenCalledWith(FACTORS)
  })

  test("is asked nothing more about other rules", async () => {
    const { actions, api } = create(owner)
    await actions.changeJoining({ guests: false })
    expect(api.session).not.toHaveBeenCalled()
  })

  test("resets what somebody has lost", async () => {
    const { actions, api } = create(owner)
    await actions.resetFactors(9)
    expect(api.resetFactors).toHaveBeenCalledWith(9)
  })
})
