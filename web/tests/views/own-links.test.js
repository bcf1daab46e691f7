import { beforeEach, describe, expect, test, vi } from "vitest"
import { createOwnLinks } from "../../src/views/own-links.js"
import { loadPage, member, openStore, owner, part, problem, settled, words } from "../support.js"

let store
let session
let confirm

const offered = () =>
  [...part("own-links").querySelectorAll("[data-for]:not([hidden])")].map((link) => words(link))
const enter = (person) => store.dispatch({ type: "session.entered", person })

beforeEach(async () => {
  await loadPage()
  store = openStore()
  session = { signOut: vi.fn(async () => {}), hasUnsent: vi.fn(() => false) }
  confirm = { ask: vi.fn(async () => true) }
  createOwnLinks({ element: part("own-links"), store, session, confirm }).start()
})

test("guests can come to an account, members to theirs, administrators to people", () => {
  expect(offered()).toEqual(["Create an account", "Sign in"])
  enter(member)
  expect(offered()).toEqual(["Account", "Sign out"])
  enter({ ...member, role: "administrator" })
  expect(offered()).toEqual(["Account", "People", "Sign out"])
  enter(owner)
  expect(offered()).toEqual(["Account", "People", "Sign out"])
})

describe("signing out", () => {
  beforeEach(() => enter(member))

  test("asks only where words would be lost", async () => {
    part("sign-out").click()
    await settled()
    expect(confirm.ask).not.toHaveBeenCalled()
    expect(session.signOut).toHaveBeenCalledTimes(1)
    session.hasUnsent.mockReturnValue(true)
    confirm.ask.mockResolvedValue(false)
    part("sign-out").click()
    await settled()
    expect(confirm.ask.mock.lastCall[0].words).toMatch(/did not send/)
    expect(session.signOut).toHaveBeenCalledTimes(1)
  })

  test("that failed says so and can be tried again", async () => {
    session.signOut.mockRejectedValueOnce(problem("unreachable"))
    part("sign-out").click()
    await settled()
    expect(words(part("sign-out-problem"))).toMatch(/cannot be reached/)
    part("sign-out").click()
    await settled()
    expect(session.signOut).toHaveBeenCalledTimes(2)
    expect(words(part("sign-out-problem"))).toBe("")
  })
})
