import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { createStore } from "../../src/store/store.js"
import { createAccountForms } from "../../src/views/account/account-forms.js"
import { createSelf } from "../../src/views/account/self.js"
import { createSessions } from "../../src/views/account/sessions.js"
import {
  ada,
  joining as openTo,
  loadPage,
  member,
  owner,
  part,
  problem,
  settled,
  words,
} from "../support.js"

const SESSIONS = [
  {
    id: 1,
    device: "Firefox on Linux",
    address: "192.0.2.1",
    created_at: "2026-11-20T09:00:00.000Z",
    last_seen_at: "2026-11-22T09:00:00.000Z",
    is_current: true,
  },
]
SESSIONS.push({ ...SESSIONS[0], id: 2, device: "<b>Safari", is_current: false })

let store
let account
let confirm

async function open({ me = member, joining = openTo, ...state } = {}) {
  await loadPage("account.html")
  store = createStore(accountReducers, createAccountState(state))
  const calls = ["rename", "changeUsername", "changePassword", "claim", "remove", "signOut"]
  const lists = ["loadSessions", "endSession", "endOtherSessions"]
  account = Object.fromEntries([...calls, ...lists].map((name) => [name, vi.fn(async () => {})]))
  account.hasUnsent = () => false
  confirm = { ask: vi.fn(async () => true) }
  createSelf({ element: document.body, store }).start()
  createAccountForms({ element: part("main"), store, account, confirm }).start()
  const formats = createDateFormats("en", ["en-GB"])
  createSessions({ element: part("sessions"), store, account, confirm, formats }).start()
  store.dispatch({ type: "visit.opened", me, joining })
}

async function submit(name, values = {}) {
  const form = part(`${name}-form`)
  for (const [key, value] of Object.entries(values)) form.elements[key].value = value
  form.requestSubmit()
  await settled()
  return form
}

const audiences = () =>
  new Set(
    [...document.querySelectorAll("[data-for]:not([hidden])")].map((each) => each.dataset.for),
  )

beforeEach(() => open())

describe("who I am", () => {
  test("stands at the head, and decides what is on the page", async () => {
    expect(words(part("own-name"))).toBe("Mira")
    expect(words(part("own-more"))).toBe("@mira · Member")
    expect(audiences()).toEqual(new Set(["member", "password"]))
    expect(part("people-link").hidden).toBe(true)
    await open({ me: ada })
    expect(words(part("own-more"))).toBe("Guest")
    expect(audiences()).toEqual(new Set(["guest", "claim"]))
    await open({ me: owner })
    expect(part("people-link").hidden).toBe(false)
  })
})

test.each([
  ["invite", /takes new members by invitation/],
  ["closed", /takes no new members at the moment/],
])("a guest is offered no account where it would be refused: %s", async (rule, reason) => {
  await open({ me: ada, joining: { ...openTo, sign_up: rule } })
  expect(part("claim-form").hidden).toBe(true)
  expect(words(part("uninvited"))).toMatch(reason)
})

test("a guest, who has no password, is not told to set a new one", async () => {
  const advice = () => part("sessions").querySelector("[data-text=sessionsHint]")
  expect(advice().hidden).toBe(false)
  await open({ me: ada })
  expect(advice().hidden).toBe(true)
})

describe("the forms", () => {
  test("show what is so, and say when it has changed", async () => {
    expect(part("name-form").elements.name.value).toBe("Mira")
    expect(part("username-form").elements.username.value).toBe("mira")
    const form = await submit("name", { name: "Mira K" })
    expect(account.rename).toHaveBeenCalledWith({ name: "Mira K" })
    expect(words(form.querySelector("[data-form-done]"))).toBe("Saved.")
  })

  test("ask for the password before the user name changes", async () => {
    await submit("username", { username: "mk", password: "" })
    expect(account.changeUsername).not.toHaveBeenCalled()
    await submit("username", { username: "mk", password: "p" })
    expect(account.changeUsername).toHaveBeenCalledWith({ username: "mk", password: "p" })
    expect(part("username-form").elements.password.value).toBe("")
  })

  test("set a new password with the old one", async () => {
    await submit("password", { current_password: "old", password: "a few words" })
    expect(account.changePassword).toHaveBeenCalledWith({
      currentPassword: "old",
      password: "a few words",
    })
  })

  test("set a new password without the old one after a one-time link", async () => {
    await open({ isFreshByLink: true })
    expect(part("fresh").hidden).toBe(false)
    expect(part("password-form").querySelector("[data-field=current_password]").hidden).toBe(true)
    await submit("password", { password: "a few words" })
    expect(account.changePassword).toHaveBeenCalledWith({
      currentPassword: undefined,
      password: "a few words",
    })
    const errors = [{ field: "current_password", message: "Needed." }]
    account.changePassword.mockImplementation(async () => {
      store.dispatch({ type: "account.aged" })
      throw problem("invalid", { status: 422, errors })
    })
    const form = await submit("password", { password: "a few words" })
    const old = form.querySelector("[data-field=current_password]")
    expect(old.hidden).toBe(false)
    expect(words(old.querySelector("[data-field-error]"))).toBe("Needed.")
    expect(document.activeElement).toBe(form.elements.current_password)
  })

  test("let password managers know whose password it is", () => {
    for (const name of ["password-form", "delete-form"]) {
      const hint = part(name).querySelector("[autocomplete=username]")
      expect(hint.value).toBe("mira")
    }
  })

  test("make an account out of a guest", async () => {
    await open({ me: ada })
    await submit("claim", { username: "ada", password: "a few words" })
    expect(account.claim).toHaveBeenCalledWith({ username: "ada", password: "a few words" })
    expect(words(part("welcome"))).toBe("Your account is made. Welcome!")
    expect(document.activeElement).toBe(part("welcome"))
  })
})

describe("deleting the account", () => {
  test("says what becomes of the messages, and asks once more", async () => {
    part("delete-form").querySelector("[value=delete]").checked = true
    await submit("delete", { password: "p" })
    expect(confirm.ask.mock.lastCall[0]).toMatchObject({ isDangerous: true })
    expect(confirm.ask.mock.lastCall[0].words).toMatch(/messages are deleted too/)
    expect(account.remove).toHaveBeenCalledWith({ password: "p", messages: "delete" })
  })

  test("is not done by mistake", async () => {
    await submit("delete", { password: "" })
    expect(confirm.ask).not.toHaveBeenCalled()
    confirm.ask.mockResolvedValue(false)
    const form = await submit("delete", { password: "p" })
    expect(account.remove).not.toHaveBeenCalled()
    expect(form.elements.password.value).toBe("p")
  })
})

describe("signing out", () => {
  test("simply happens, unless words would be lost", async () => {
    await submit("sign-out")
    expect(confirm.ask).not.toHaveBeenCalled()
    expect(account.signOut).toHaveBeenCalledTimes(1)
    account.hasUnsent = () => true
    confirm.ask.mockResolvedValue(false)
    await submit("sign-out")
    expect(account.signOut).toHaveBeenCalledTimes(1)
  })
})

describe("sessions", () => {
  const rows = () => [...part("session-list").children]
  const button = (row) => row.querySelector("[data-end]")

  beforeEach(() => store.dispatch({ type: "sessions.arrived", items: SESSIONS }))

  test("tell the device as text, and which of them is this one", () => {
    expect(rows().map((row) => words(row.querySelector("[data-device]")))).toEqual([
      "Firefox on Linux",
      "<b>Safari",
    ])
    expect(rows().map((row) => row.querySelector("[data-current]").hidden)).toEqual([false, true])
    expect(rows().map((row) => button(row).hidden)).toEqual([true, false])
    expect(words(rows()[0])).toContain("20 Nov 2026")
  })

  test("end one by one", async () => {
    button(rows()[1]).click()
    await settled()
    expect(account.endSession).toHaveBeenCalledWith(2)
    expect(words(part("sessions-done"))).toBe("The session has ended.")
    expect(document.activeElement).toBe(part("sessions-done"))
  })

  test("end all at once when that is meant", async () => {
    confirm.ask.mockResolvedValueOnce(false)
    part("end-others").click()
    await settled()
    expect(account.endOtherSessions).not.toHaveBeenCalled()
    part("end-others").click()
    await settled()
    expect(account.endOtherSessions).toHaveBeenCalled()
  })

  test("that could not be ended say why", async () => {
    account.endSession.mockRejectedValue(problem("unreachable"))
    button(rows()[1]).click()
    await settled()
    expect(words(part("sessions-problem"))).toMatch(/cannot be reached/)
  })

  test("that did not come can be asked for again", async () => {
    store.dispatch({ type: "sessions.failed" })
    expect(words(part("sessions-problem"))).toBe("This could not be loaded.")
    part("sessions-again").click()
    await settled()
    expect(account.loadSessions).toHaveBeenCalled()
    expect(words(part("sessions-problem"))).toBe("")
  })
})
