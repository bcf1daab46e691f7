import { beforeEach, describe, expect, test, vi } from "vitest"
import { createAdministration } from "../../src/actions/administration.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { LIST } from "../../src/store/lists.js"
import { createStore } from "../../src/store/store.js"
import { fakeApi, joining, owner, problem, settled } from "../support.js"

const person = (id, rest) => ({ id, name: `Person ${id}`, role: "member", ...rest })
const signedIn = (call) => call()

let api
let store
let actions

beforeEach(() => {
  api = fakeApi({
    people: async () => ({ people: [person(9), person(8)], more: true }),
    invitations: async () => [{ id: 1 }],
    audit: async () => ({ entries: [{ id: 5 }], more: false }),
    changePerson: async (id, change) => person(id, change),
    makeInvitation: async () => ({ id: 2, token: "t" }),
    revokeInvitation: async () => null,
    makeSignInLink: async () => ({ token: "t" }),
    changeJoining: async (change) => ({ ...joining, ...change }),
  })
  store = createStore(administrationReducers, createAdministrationState())
  store.dispatch({ type: "visit.opened", me: owner, joining })
  actions = createAdministration({ api, store, signedIn })
})

describe("people", () => {
  test("are found by all filters together, page by page", async () => {
    await actions.people.load({ search: "a" })
    await actions.people.load({ role: "member" })
    await actions.people.loadMore()
    expect(api.people.mock.calls.map(([asked]) => asked)).toEqual([
      { search: "a", role: "", before: null, limit: 50 },
      { search: "a", role: "member", before: null, limit: 50 },
      { search: "a", role: "member", before: 8, limit: 50 },
    ])
    expect(store.state.people.items).toHaveLength(4)
  })

  test("whose answer comes after the next question are not shown", async () => {
    let answerFirst
    api.people.mockImplementationOnce(() => new Promise((resolve) => (answerFirst = resolve)))
    const first = actions.people.load({ search: "a" })
    await actions.people.load({ search: "ab" })
    answerFirst({ people: [person(1)], more: false })
    await first
    expect(store.state.people.items.map(({ id }) => id)).toEqual([9, 8])
  })

  test("that cannot be loaded say so", async () => {
    api.people.mockRejectedValue(problem("unreachable"))
    await actions.people.load()
    expect(store.state.people.status).toBe(LIST.failed)
  })

  test("change in the list", async () => {
    await actions.people.load()
    await actions.changePerson(8, { role: "administrator" })
    expect(store.state.people.items[1].role).toBe("administrator")
  })

  test("who change their own role see what they may do now", async () => {
    await actions.changePerson(owner.id, { role: "administrator" })
    expect(store.state.me).toMatchObject({ id: owner.id, role: "administrator" })
  })

  test("that may not be changed stay as they are", async () => {
    api.changePerson.mockRejectedValue(problem("last-owner"))
    const wish = actions.changePerson(owner.id, { role: "member" })
    await expect(wish).rejects.toMatchObject({ type: "last-owner" })
    expect(store.state.me.role).toBe("owner")
  })

  test("get links to sign in", async () => {
    expect(await actions.makeSignInLink(8)).toEqual({ token: "t" })
  })
})

describe("invitations", () => {
  test("are made, listed anew and taken back", async () => {
    expect(await actions.invite({ uses: 1, days: 7 })).toEqual({ id: 2, token: "t" })
    await settled()
    expect(store.state.invitations.items).toEqual([{ id: 1 }])
    await actions.revoke(1)
    expect(store.state.invitations.items).toEqual([])
  })
})

test("who may join is what the server says it is now", async () => {
  await actions.changeJoining({ guests: false })
  expect(store.state.joining).toEqual({ ...joining, guests: false })
})

test("the audit log and its table have the same filters", async () => {
  await actions.audit.load({ act: "signed-in", personId: 3 })
  expect(api.audit).toHaveBeenCalledWith({
    act: "signed-in",
    personId: 3,
    before: null,
    limit: 50,
  })
  expect(actions.audit.tableAddress()).toBe("/api/audit.csv?act=signed-in&person_id=3")
})

test("turning to another part is news for the page", () => {
  const listener = vi.fn()
  store.watch((state) => state.section, listener)
  actions.turn("audit")
  expect(listener).toHaveBeenLastCalledWith("audit")
})
