import { describe, expect, test, vi } from "vitest"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createSession } from "../../src/actions/session.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { ada, bob, emptyStore, fakeApi, joining, member, openStore, owner, problem, settled } = world

const nobody = () => Promise.reject(problem(ERROR.notSignedIn))
const unlocked = (name, task) => task()

function create(answers, { store = emptyStore(), withLock = unlocked, kept = {} } = {}) {
  const api = fakeApi(answers)
  const memory = world.fakeMemory(kept)
  const leave = world.fakeLeave()
  const keepsakes = createKeepsakes(memory)
  const session = createSession({ api, store, keepsakes, withLock, leave })
  return { api, store, session, leave, kept: memory.kept }
}

/** A store in which somebody with an account sits in the Lobby. */
function memberStore() {
  const store = openStore()
  store.dispatch({ type: "session.entered", person: member })
  return store
}

describe("entering", () => {
  test("somebody with a cookie stays who they are", async () => {
    const { api, store, session } = create({ session: async () => ada })
    await session.enter()
    expect(store.state.me).toEqual(ada)
    expect(api.becomeGuest).not.toHaveBeenCalled()
  })

  test("a stranger becomes a guest, inside the lock all tabs share", async () => {
    const locked = []
    const withLock = (name, task) => (locked.push(name), task())
    const answers = { session: nobody, becomeGuest: async () => bob }
    const { store, session } = create(answers, { withLock })
    await session.enter()
    expect(store.state.me).toEqual(bob)
    expect(locked).toEqual(["session"])
  })

  test("two calls at once make one guest", async () => {
    const { api, session } = create({ session: nobody, becomeGuest: async () => bob })
    await Promise.all([session.enter(), session.enter()])
    expect(api.becomeGuest).toHaveBeenCalledTimes(1)
  })

  test("a server that does not answer makes nobody a guest", async () => {
    const down = () => Promise.reject(problem(ERROR.unreachable))
    const { api, session } = create({ session: down })
    await expect(session.enter()).rejects.toMatchObject({ type: ERROR.unreachable })
    expect(api.becomeGuest).not.toHaveBeenCalled()
  })
})

describe("where there are no guests", () => {
  const closed = { session: nobody, joining: async () => ({ ...joining, guests: false }) }

  test("a stranger is led to sign in, and nobody is made", async () => {
    const { api, session, leave } = create(closed)
    session.enter()
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in")
    expect(api.becomeGuest).not.toHaveBeenCalled()
  })

  test("so is one for whom the door has closed in this moment", async () => {
    const becomeGuest = () => Promise.reject(problem("guests-closed"))
    const { session, leave } = create({ session: nobody, becomeGuest })
    session.enter()
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in")
  })
})

test("a guest for whom the door closes is led to where an account is made", async () => {
  const { session, leave } = create({ session: async () => ada }, { store: openStore() })
  session.signedIn(() => Promise.reject(problem(ERROR.guestsClosed)))
  await settled()
  expect(leave).toHaveBeenCalledWith("/sign-in")
})

describe("somebody with an account whose session has ended", () => {
  test("signs in again and is never made a guest; the call under way waits for good", async () => {
    const { api, session, leave } = create({ session: nobody }, { store: memberStore() })
    const ended = vi.fn()
    session.signedIn(nobody).then(ended, ended)
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in?ended")
    expect(api.becomeGuest).not.toHaveBeenCalled()
    expect(ended).not.toHaveBeenCalled()
  })

  test("is known by the browser even when no page was open", async () => {
    const { api, session, leave } = create({ session: nobody }, { kept: { member: 3 } })
    session.enter()
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in?ended")
    expect(api.joining).not.toHaveBeenCalled()
  })

  test("leaves that mark by entering; a guest takes it away", async () => {
    const one = create({ session: async () => member })
    await one.session.enter()
    expect(one.kept.get("member")).toBe(member.id)
    const other = create({ session: async () => ada }, { kept: { member: 3 } })
    await other.session.enter()
    expect(other.kept.has("member")).toBe(false)
  })
})

describe("another tab", () => {
  test("that signed in shows here too, whoever it is", async () => {
    const { session, store } = create({ session: async () => member }, { store: openStore() })
    await session.refresh()
    expect(store.state).toMatchObject({ me: member, hasNewIdentity: false })
  })

  test("that signed in as another member is told of", async () => {
    const { session, store, kept } = create(
      { session: async () => owner },
      { store: memberStore() },
    )
    await session.refresh()
    expect(store.state).toMatchObject({ me: owner, hasNewIdentity: true })
    expect(kept.get("member")).toBe(owner.id)
  })

  test("that signed out leads from here to signing in, too", async () => {
    const { session, leave } = create({ session: nobody }, { store: memberStore() })
    session.refresh()
    await settled()
    expect(leave).toHaveBeenCalledWith("/sign-in?ended")
  })

  test("is not asked about before anybody is here, nor heard where nothing can be heard", async () => {
    const fresh = create({ session: async () => member })
    await fresh.session.refresh()
    expect(fresh.api.session).not.toHaveBeenCalled()
    const down = () => Promise.reject(problem(ERROR.unreachable))
    const { session, store } = create({ session: down }, { store: memberStore() })
    await session.refresh()
    expect(store.state.me).toEqual(member)
  })
})

describe("signing out", () => {
  const kept = { member: 3, drafts: { 7: "half a thought" }, outbox: [{}] }

  test("ends the session, leaves nothing behind and says so", async () => {
    const world = create({}, { store: memberStore(), kept })
    world.session.signOut()
    await settled()
    expect(world.api.signOut).toHaveBeenCalled()
    expect([...world.kept.keys()]).toEqual([])
    expect(world.leave).toHaveBeenCalledWith("/sign-in?out")
  })

  test("makes no guest out of a poll that comes too late", async () => {
    const { api, session, leave } = create({ session: nobody }, { store: memberStore() })
    session.signOut()
    session.signedIn(nobody)
    await settled()
    expect(leave.mock.calls).toEqual([["/sign-in?out"]])
    expect(api.session).not.toHaveBeenCalled()
  })

  test("that the server did not hear of changes nothing", async () => {
    const signOut = () => Promise.reject(problem(ERROR.unreachable))
    const world = create({ signOut, session: async () => member }, { store: memberStore(), kept })
    await expect(world.session.signOut()).rejects.toMatchObject({ type: ERROR.unreachable })
    expect(world.kept.get("drafts")).toEqual({ 7: "half a thought" })
    await world.session.enter()
    expect(world.store.state.me).toEqual(member)
  })

  test("whose answer is lost leaves nobody waiting: the polls learn that it was done", async () => {
    let lose
    const signOut = () => new Promise((_, reject) => (lose = reject))
    const answers = { signOut, session: nobody }
    const { api, session, leave } = create(answers, { store: memberStore() })
    const asked = session.signOut()
    session.signedIn(nobody)
    await settled()
    expect(api.session).not.toHaveBeenCalled()
    lose(problem(ERROR.unreachable))
    await expect(asked).rejects.toMatchObject({ type: ERROR.unreachable })
    await settled()
    expect(leave.mock.calls).toEqual([["/sign-in?ended"]])
  })

  test("is asked about where words would be lost", () => {
    expect(create({}, { kept }).session.hasUnsent()).toBe(true)
    expect(create({}, { kept: { drafts: { 7: "  " } } }).session.hasUnsent()).toBe(false)
  })
})

describe("calls of somebody signed in", () => {
  test("are made once more after the session ended", async () => {
    const { store, session } = create(
      { session: nobody, becomeGuest: async () => bob },
      { store: openStore() },
    )
    const call = vi.fn().mockRejectedValueOnce(problem(ERROR.notSignedIn)).mockResolvedValue("done")
    expect(await session.signedIn(call)).toBe("done")
    expect(store.state).toMatchObject({ me: bob, hasNewIdentity: true })
  })

  test("that fail for another reason are not repeated", async () => {
    const { session } = create({})
    const call = vi.fn().mockRejectedValue(problem("invalid"))
    await expect(session.signedIn(call)).rejects.toMatchObject({ type: "invalid" })
    expect(call).toHaveBeenCalledTimes(1)
  })

  test("say that cookies are refused when a new session is unknown at once", async () => {
    const { session } = create({ session: nobody, becomeGuest: async () => bob })
    await expect(session.signedIn(nobody)).rejects.toMatchObject({ type: ERROR.cookieRefused })
  })
})

describe("renaming", () => {
  test("shows the new name at once", async () => {
    const renamed = { ...ada, name: "Ada L" }
    const { store, session } = create({ rename: async () => renamed }, { store: openStore() })
    await session.rename("Ada L")
    expect(store.state.me.name).toBe("Ada L")
    expect(store.state.people[ada.id].name).toBe("Ada L")
  })

  test("a taken name is the caller's to show, and changes nothing", async () => {
    const taken = () => Promise.reject(problem("name-taken", { detail: "Taken." }))
    const { store, session } = create({ rename: taken }, { store: openStore() })
    await expect(session.rename("Bob")).rejects.toMatchObject({ detail: "Taken." })
    expect(store.state.me.name).toBe("Ada")
  })
})
