import { describe, expect, test, vi } from "vitest"
import { createAccount } from "../../src/actions/account.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createSignedIn } from "../../src/actions/leaving.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { LIST } from "../../src/store/lists.js"
import { createStore } from "../../src/store/store.js"
import { ERROR } from "../../src/transport/api-error.js"
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

const sessions = [
  { id: 1, is_current: true },
  { id: 2, is_current: false },
]
const refuse = (type, rest) => () => Promise.reject(problem(type, rest))

function create(answers = {}, { me = member, kept = {}, isFreshByLink = false } = {}) {
  const api = fakeApi({ sessions: async () => sessions, ...answers })
  const memory = fakeMemory(kept)
  const store = createStore(accountReducers, createAccountState({ isFreshByLink }))
  store.dispatch({ type: "visit.opened", me, joining })
  const leave = fakeLeave()
  const signedIn = createSignedIn({ leave, next: "/account" })
  const keepsakes = createKeepsakes(memory)
  const account = createAccount({ api, store, keepsakes, leave, signedIn })
  return { api, store, leave, account, kept: memory.kept }
}

describe("changing", () => {
  test("the name and the user name shows at once", async () => {
    const renamed = { ...member, name: "Mira K", username: "mk" }
    const { api, account, store } = create({
      rename: async () => renamed,
      changeUsername: async () => renamed,
    })
    await account.rename({ name: "Mira K" })
    expect(api.rename).toHaveBeenCalledWith("Mira K")
    await account.changeUsername({ username: "mk", password: "p" })
    expect(api.changeUsername).toHaveBeenCalledWith({ username: "mk", password: "p" })
    expect(store.state.me).toEqual(renamed)
  })

  test("the password ends all other sessions here too, and the link's grace", async () => {
    const options = { kept: { "link-used-at": Date.now() }, isFreshByLink: true }
    const { account, store, kept } = create({ changePassword: async () => null }, options)
    await account.loadSessions()
    await account.changePassword({ password: "new password" })
    expect(store.state.sessions.items).toEqual([sessions[0]])
    expect(store.state.isFreshByLink).toBe(false)
    expect(kept.has("link-used-at")).toBe(false)
  })

  test("the password asks for the old one where the server wants it after all", async () => {
    const errors = [{ field: "current_password", message: "Needed." }]
    const changePassword = refuse("invalid", { errors })
    const { account, store } = create({ changePassword }, { isFreshByLink: true })
    await expect(account.changePassword({ password: "new" })).rejects.toMatchObject({ errors })
    expect(store.state.isFreshByLink).toBe(false)
  })

  test("from a guest to a member stays on the page", async () => {
    const { account, store, leave, kept } = create({ signUp: async () => member }, { me: ada })
    await account.claim({ username: "mira", password: "a few words" })
    expect(store.state.me).toEqual(member)
    expect(kept.get("member")).toBe(member.id)
    expect(leave).not.toHaveBeenCalled()
  })
})

describe("sessions", () => {
  test("are loaded, ended one by one, and all others at once", async () => {
    const { api, account, store } = create({
      endSession: async () => null,
      endOtherSessions: async () => null,
    })
    await account.loadSessions()
    expect(store.state.sessions).toMatchObject({ status: LIST.ready, items: sessions })
    await account.endSession(2)
    expect(api.endSession).toHaveBeenCalledWith(2)
    expect(store.state.sessions.items).toEqual([sessions[0]])
    await account.loadSessions()
    await account.endOtherSessions()
    expect(store.state.sessions.items).toEqual([sessions[0]])
  })

  test("that cannot be loaded say so", async () => {
    const { account, store } = create({ sessions: refuse("unreachable") })
    await account.loadSessions()
    expect(store.state.sessions.status).toBe(LIST.failed)
  })

  test("that have ended elsewhere lead to signing in, and back here", async () => {
    const { account, leave } = create({ rename: refuse(ERROR.notSignedIn) })
    const after = vi.fn()
    account.rename({ name: "x" }).then(after, after)
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in?ended&next=/account")
    expect(after).not.toHaveBeenCalled()
  })
})

describe("leaving", () => {
  const kept = { member: 3, drafts: { 7: "x" }, invitation: "t" }

  test("by signing out leaves nothing behind", async () => {
    const { account, leave, kept: left } = create({}, { kept })
    expect(account.hasUnsent()).toBe(true)
    account.signOut()
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in?out")
    expect(left.size).toBe(0)
  })

  test("for good says what becomes of the messages", async () => {
    const { api, account, leave } = create({ deleteAccount: async () => null }, { kept })
    account.remove({ password: "p", messages: "delete" })
    await settled()
    expect(api.deleteAccount).toHaveBeenCalledWith({ password: "p", messages: "delete" })
    expect(leave).toHaveBeenCalledWith("/sign-in?deleted")
  })

  test("for good, refused, changes nothing", async () => {
    const { account, leave, kept: left } = create({ deleteAccount: refuse("last-owner") }, { kept })
    const wish = account.remove({ password: "p", messages: "keep" })
    await expect(wish).rejects.toMatchObject({ type: "last-owner" })
    expect([leave.mock.calls.length, left.size]).toEqual([0, 3])
  })
})
