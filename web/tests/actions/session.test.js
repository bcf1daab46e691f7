import { describe, expect, test, vi } from "vitest"
import { createSession } from "../../src/actions/session.js"
import { ERROR } from "../../src/transport/api-error.js"
import { ada, bob, emptyStore, fakeApi, openStore, problem } from "../support.js"

const nobody = () => Promise.reject(problem(ERROR.notSignedIn))
const unlocked = (name, task) => task()

function create(answers, { store = emptyStore(), withLock = unlocked } = {}) {
  const api = fakeApi(answers)
  return { api, store, session: createSession({ api, store, withLock }) }
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
