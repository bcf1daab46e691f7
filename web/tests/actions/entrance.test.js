import { describe, expect, test, vi } from "vitest"
import { createEntrance } from "../../src/actions/entrance.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createVisit } from "../../src/actions/visit.js"
import {
  createEntranceState,
  DOOR,
  doorOf,
  entranceReducers,
  WAY,
} from "../../src/store/entrance.js"
import { createStore } from "../../src/store/store.js"
import { PHASE } from "../../src/store/visit.js"
import { ERROR } from "../../src/transport/api-error.js"
import { fakeApi, fakeLeave, fakeMemory, joining, member, problem, settled } from "../support.js"

const form = { username: "ada", password: "a few words" }
const refuse = (type) => () => Promise.reject(problem(type))

function create(answers = {}, { state = {}, kept = {}, next } = {}) {
  const ok = async () => member
  const api = fakeApi({ signIn: ok, signUp: ok, setUp: ok, signInByLink: ok, ...answers })
  const memory = fakeMemory(kept)
  const store = createStore(entranceReducers, createEntranceState(state))
  const leave = fakeLeave()
  const keepsakes = createKeepsakes(memory)
  const actions = createEntrance({ api, store, keepsakes, leave, next })
  return { api, store, leave, actions, kept: memory.kept }
}

describe("the visit", () => {
  test("finds out who looks, nobody included, and who may join", async () => {
    for (const [session, me] of [
      [async () => member, member],
      [refuse(ERROR.notSignedIn), null],
    ]) {
      const { api, store } = create({ session })
      await createVisit({ api, store }).open()
      expect(store.state).toMatchObject({ phase: PHASE.open, me, joining })
    }
  })

  test("shows what went wrong, and can be tried again", async () => {
    const { api, store } = create({ session: async () => member, joining: refuse("unavailable") })
    const visit = createVisit({ api, store })
    await visit.open()
    expect(store.state).toMatchObject({ phase: PHASE.trouble, problem: { type: "unavailable" } })
    api.joining.mockResolvedValue(joining)
    await visit.open()
    expect(store.state.phase).toBe(PHASE.open)
  })
})

describe("coming in", () => {
  test("leads on, and marks the browser as somebody's", async () => {
    const { actions, api, leave, kept } = create({}, { next: "/people" })
    actions.signIn(form)
    await settled()
    expect(api.signIn).toHaveBeenCalledWith(form)
    expect(leave).toHaveBeenCalledWith("/people")
    expect(kept.get("member")).toBe(member.id)
  })

  test("that was refused stays here, and is the form's to show", async () => {
    const { actions, leave, kept } = create({ signIn: refuse("wrong-credentials") })
    await expect(actions.signIn(form)).rejects.toMatchObject({ type: "wrong-credentials" })
    expect(leave).not.toHaveBeenCalled()
    expect(kept.size).toBe(0)
  })

  test("as the first owner needs the token of the link", async () => {
    const { actions, api, leave } = create()
    actions.follow({ kind: "setup", token: "t" })
    actions.setUp(form)
    await settled()
    expect(api.setUp).toHaveBeenCalledWith({ ...form, token: "t" })
    expect(leave).toHaveBeenCalledWith("/")
  })

  test("by a one-time link leads to the account, to set a new password there", async () => {
    const { actions, api, leave, kept } = create({}, { next: "/people" })
    actions.follow({ kind: "link", token: "t" })
    expect(api.signInByLink).not.toHaveBeenCalled()
    actions.useLink()
    await settled()
    expect(api.signInByLink).toHaveBeenCalledWith("t")
    expect(leave).toHaveBeenCalledWith("/account#password")
    expect(kept.get("link-used-at")).toBeGreaterThan(0)
  })

  test("by an invitation survives a reload, until it was used", async () => {
    const { actions, api, store, kept } = create()
    actions.follow({ kind: "invitation", token: "t" })
    expect(store.state).toMatchObject({ way: WAY.signUp, invitation: "t" })
    expect(kept.get("invitation")).toBe("t")
    actions.signUp(form)
    await settled()
    expect(api.signUp).toHaveBeenCalledWith({ ...form, invitation: "t" })
    expect(kept.has("invitation")).toBe(false)
  })

  test("by signing up with an invitation leads into its room", async () => {
    const signUp = async () => ({ ...member, room: { id: 8, name: "Deployments" } })
    const { actions, leave, kept } = create({ signUp }, { state: { invitation: "t" } })
    actions.signUp(form)
    await settled()
    expect(leave).toHaveBeenCalledWith("/rooms/8-deployments")
    expect(kept.get("room")).toBe(8)
  })

  test("by signing in with an invitation leads into its room, or in all the same", async () => {
    for (const [useInvitation, path] of [
      [async () => ({ id: 8, name: "Deployments" }), "/rooms/8-deployments"],
      [refuse(ERROR.linkGone), "/"],
    ]) {
      const { actions, leave, kept } = create({ useInvitation }, { state: { invitation: "t" } })
      actions.signIn(form)
      await settled()
      expect(leave).toHaveBeenCalledWith(path)
      expect(kept.has("invitation")).toBe(false)
    }
  })

  test("keeps the invitation where a second factor has to be set up first", async () => {
    const kept = { invitation: "t" }
    const signIn = async () => ({ ...member, needs_factor: true })
    const made = create({ signIn }, { state: { invitation: "t" }, kept })
    made.actions.signIn(form)
    await settled()
    expect(made.leave).toHaveBeenCalledWith("/account#second-factors")
    expect(made.kept.get("invitation")).toBe("t")
  })

  test("who is in already joins the room of an invitation, or is told why not", async () => {
    const useInvitation = vi.fn(async () => ({ id: 8, name: "Deployments" }))
    const { actions, store, leave, kept } = create({ useInvitation })
    store.dispatch({ type: "visit.became", me: member })
    actions.follow({ kind: "invitation", token: "t" })
    useInvitation.mockRejectedValueOnce(problem("unreachable"))
    await expect(actions.join()).rejects.toMatchObject({ type: "unreachable" })
    expect(kept.get("invitation")).toBe("t")
    actions.join()
    await settled()
    expect(useInvitation).toHaveBeenCalledWith("t")
    expect(leave).toHaveBeenCalledWith("/rooms/8-deployments")
  })

  test("by an invitation that is used up says so and forgets it", async () => {
    const { actions, store, kept, leave } = create({ signUp: refuse("link-gone") })
    actions.follow({ kind: "invitation", token: "t" })
    await actions.signUp(form)
    expect(store.state).toMatchObject({ invitation: null, note: "invitation-gone" })
    expect([kept.has("invitation"), leave.mock.calls.length]).toEqual([false, 0])
  })

  test("as a guest is meant: the browser is nobody's any more", async () => {
    const { actions, leave, kept } = create({}, { kept: { member: 3 } })
    actions.goOnAsGuest()
    expect(leave).toHaveBeenCalledWith("/")
    expect(kept.has("member")).toBe(false)
  })
})

test("who signs out here stays, to come in as somebody else", async () => {
  const { actions, store, leave, kept } = create({}, { kept: { drafts: { 7: "x" }, member: 3 } })
  store.dispatch({ type: "visit.opened", me: member, joining })
  await actions.signOut()
  expect(store.state.me).toBeNull()
  expect(leave).not.toHaveBeenCalled()
  expect(kept.size).toBe(0)
})

describe("a mail address", () => {
  const withMail = { ...form, mail: "ada@example.org" }

  test("of a new account is told to be on its way before anything else", async () => {
    const { actions, store, leave, kept } = create()
    store.dispatch({ type: "visit.opened", me: null, joining })
    await actions.signUp(withMail)
    expect(doorOf(store.state)).toBe(DOOR.mailSent)
    expect([kept.get("member"), leave.mock.calls.length]).toEqual([member.id, 0])
  })

  test("of a new account lets it go on into the room of its invitation", async () => {
    const signUp = async () => ({ ...member, room: { id: 8, name: "Deployments" } })
    const { actions, store } = create({ signUp }, { state: { invitation: "t" }, next: "/people" })
    await actions.signUp(withMail)
    expect(store.state.next).toBe("/rooms/8-deployments")
  })

  test("of the first account too", async () => {
    const { actions, store, api } = create()
    actions.follow({ kind: "setup", token: "t" })
    await actions.setUp(withMail)
    expect(api.setUp).toHaveBeenCalledWith({ ...withMail, token: "t" })
    expect(store.state.sentTo).toBe("ada@example.org")
  })

  test("is confirmed by a click, whoever is signed in", async () => {
    for (const me of [null, member]) {
      const { actions, store, api } = create({
        confirmMail: async () => ({ mail: "a@b.c", username: "ada" }),
      })
      actions.follow({ kind: "mail", token: "t" })
      store.dispatch({ type: "visit.opened", me, joining })
      expect(doorOf(store.state)).toBe(DOOR.mail)
      expect(api.confirmMail).not.toHaveBeenCalled()
      await actions.confirmMail()
      expect(api.confirmMail).toHaveBeenCalledWith("t")
      expect(doorOf(store.state)).toBe(DOOR.mailConfirmed)
      expect(store.state).toMatchObject({
        confirmed: { mail: "a@b.c", username: "ada" },
        token: null,
      })
    }
  })

  test("whose link is used up stays unconfirmed", async () => {
    const { actions, store } = create({ confirmMail: refuse("link-gone") })
    actions.follow({ kind: "mail", token: "t" })
    await expect(actions.confirmMail()).rejects.toMatchObject({ type: "link-gone" })
    expect(store.state.confirmed).toBeNull()
  })
})

test("turning from one way to the other is all it takes", () => {
  const listener = vi.fn()
  const { actions, store } = create()
  store.watch((state) => state.way, listener)
  actions.turn(WAY.signUp)
  expect(listener).toHaveBeenLastCalledWith(WAY.signUp)
})
