import { describe, expect, test } from "vitest"
import { createEntrance } from "../../src/actions/entrance.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createSso } from "../../src/actions/sso.js"
import {
  createEntranceState,
  DOOR,
  doorOf,
  entranceReducers,
  providersFor,
  WAY,
} from "../../src/store/entrance.js"
import { createStore } from "../../src/store/store.js"
import {
  ada,
  fakeApi,
  fakeLeave,
  fakeMemory,
  joining,
  member,
  problem,
  settled,
} from "../support.js"

const ADDRESS = "https://id.example/authorize?state=s"
const begun = { provider: "corp", ticket: "t", next: "/people" }
const answer = { provider: "corp", code: "c", state: "s", iss: "https://id.example" }
const providers = [{ id: "corp", name: "Corp" }]

function create(answers = {}, state = {}) {
  const api = fakeApi({
    beginSso: async () => ({ address: ADDRESS, ticket: "t" }),
    finishSso: async () => member,
    ...answers,
  })
  const { kept, ...memory } = fakeMemory()
  const store = createStore(entranceReducers, createEntranceState(state))
  const leave = fakeLeave()
  const keepsakes = createKeepsakes(memory)
  const { admit } = createEntrance({ api, store, keepsakes, leave, next: "/people" })
  const sso = createSso({ api, store, keepsakes, leave, admit, next: "/people" })
  return { api, store, leave, kept, keepsakes, sso }
}

describe("going there", () => {
  test("keeps the ticket in this tab, and where to go on to", async () => {
    const { sso, leave, keepsakes } = create()
    sso.begin("corp")
    await settled()
    expect(leave).toHaveBeenCalledWith(ADDRESS)
    expect(keepsakes.takeElsewhere()).toEqual(begun)
    expect(keepsakes.takeElsewhere()).toBeNull()
  })

  test.each(["http://id.example/", "javascript:alert(1)", undefined])(
    "is not done by %j",
    async (address) => {
      const { sso, leave, kept } = create({ beginSso: async () => ({ address, ticket: "t" }) })
      await expect(sso.begin("corp")).rejects.toMatchObject({ type: "provider-unsafe" })
      expect([leave.mock.calls.length, kept.size]).toEqual([0, 0])
    },
  )
})

describe("coming back", () => {
  test("signs in with the ticket, and goes on", async () => {
    const { sso, api, leave, kept } = create()
    sso.finish(answer, begun)
    await settled()
    expect(api.finishSso).toHaveBeenCalledWith({ ...answer, ticket: "t" })
    expect(leave).toHaveBeenCalledWith("/people")
    expect(kept.get("member")).toBe(member.id)
  })

  test("leads to the second step where there is one", async () => {
    const pending = { ticket: "second", factors: ["totp"] }
    const { sso, store, leave } = create({ finishSso: async () => pending })
    await sso.finish(answer, begun)
    store.dispatch({ type: "visit.opened", me: null, joining })
    expect(doorOf(store.state)).toBe(DOOR.secondStep)
    expect(leave).not.toHaveBeenCalled()
  })

  test.each([
    ["without a ticket", answer, null, "sso-lost"],
    ["from another provider", answer, { ...begun, provider: "other" }, "sso-lost"],
    ["with a no", { provider: "corp", error: "access_denied" }, begun, "sso-cancelled"],
    ["broken", { provider: "corp", error: "server_error" }, begun, "provider-unreachable"],
    ["with another error", { provider: "corp", error: "<b>" }, begun, "sso-failed"],
    ["with nothing", { provider: "corp" }, begun, "sso-failed"],
  ])("%s asks the server nothing", async (_, given, kept, type) => {
    const { sso, api, store } = create()
    await sso.finish(given, kept)
    expect(api.finishSso).not.toHaveBeenCalled()
    expect(store.state.refusal).toEqual({ type, provider: "corp" })
  })

  test("that was refused says why, at the form, until the reader goes on", async () => {
    const refuse = () => Promise.reject(problem("sso-refused", { detail: "Not your domain." }))
    const { sso, store } = create({ finishSso: refuse })
    await sso.finish(answer, begun)
    store.dispatch({ type: "visit.opened", me: null, joining })
    expect(doorOf(store.state)).toBe(DOOR.signIn)
    expect(store.state.refusal).toMatchObject({ type: "sso-refused", detail: "Not your domain." })
    store.dispatch({ type: "entrance.turned", way: WAY.signUp })
    expect(store.state.refusal).toBeNull()
  })
})

describe("the services", () => {
  const offered = ({ me = null, sign_up = "open", ...state } = {}) => {
    const { store } = create({}, state)
    store.dispatch({ type: "visit.opened", me, joining: { ...joining, sign_up, providers } })
    return providersFor(store.state).length
  }

  test.each([
    ["who signs in", {}],
    ["who makes an account", { way: WAY.signUp }],
    ["a guest who makes one", { way: WAY.signUp, me: ada }],
    ["who can make none", { way: WAY.signUp, sign_up: "closed" }],
  ])("are offered to %s", (_, state) => expect(offered(state)).toBe(1))

  test.each([
    ["who is in", { me: member }],
    ["who is invited", { way: WAY.signUp, invitation: "t" }],
    ["who makes the first account", { way: WAY.setUp }],
    ["who has forgotten the password", { way: WAY.recover }],
    ["who came by a link", { way: WAY.link }],
  ])("are not offered to %s", (_, state) => expect(offered(state)).toBe(0))
})
