import { beforeEach, describe, expect, test, vi } from "vitest"
import { createEntranceState, entranceReducers, WAY } from "../../src/store/entrance.js"
import { createStore } from "../../src/store/store.js"
import { createDoor } from "../../src/views/entrance/door.js"
import { createOnward } from "../../src/views/entrance/onward.js"
import { createOtherWays } from "../../src/views/entrance/other-ways.js"
import { createRecoverForm } from "../../src/views/entrance/recover-form.js"
import { createSignInForm } from "../../src/views/entrance/sign-in-form.js"
import { createSignUpForm } from "../../src/views/entrance/sign-up-form.js"
import { createVisitView } from "../../src/views/visit.js"
import { joining, loadPage, member, part, problem, settled, words } from "../support.js"

const providers = [
  { id: "corp", name: "Corp" },
  { id: "club", name: "<b>Club" },
]

let store
let begin
let recover
let send

async function open({ me = null, rules = {}, hasPasskeys = true, ...state } = {}) {
  await loadPage("sign-in.html")
  store = createStore(entranceReducers, createEntranceState(state))
  begin = vi.fn(async () => {})
  recover = vi.fn(async () => {})
  send = vi.fn(async () => {})
  const typed = () => part("sign-in-form").elements.username.value
  createDoor({ element: part("main"), store, actions: { turn: vi.fn() } }).start()
  createOnward({ element: part("onward-ways"), store }).start()
  createOtherWays({ element: part("other-ways"), store, begin, hasPasskeys }).start()
  createRecoverForm({ element: part("recover-form"), store, recover, typed }).start()
  createSignInForm({ element: part("sign-in-form"), store, actions: { signIn: send } }).start()
  createSignUpForm({ element: part("sign-up-form"), store, send }).start()
  createVisitView({ element: part("main"), store, onTryAgain: vi.fn() }).start()
  store.dispatch({ type: "visit.opened", me, joining: { ...joining, ...rules } })
}

const isShown = (name) => !part(name).closest("[hidden]")
const buttons = () => [...part("providers").querySelectorAll("button")]
const turn = (way) => store.dispatch({ type: "entrance.turned", way })

async function submit(name, values) {
  const form = part(`${name}-form`)
  for (const [key, value] of Object.entries(values)) form.elements[key].value = value
  form.requestSubmit()
  await settled()
  return form
}

describe("other services", () => {
  beforeEach(() => open({ rules: { providers } }))

  test("have a button each, their names as text, in the order of the server", () => {
    expect(buttons().map(words)).toEqual(["Continue with Corp", "Continue with <b>Club"])
    expect(isShown("other-ways")).toBe(true)
  })

  test("are gone to once, however often it is clicked", async () => {
    begin.mockReturnValue(new Promise(() => {}))
    buttons()[1].click()
    buttons()[1].click()
    await settled()
    expect(begin.mock.calls).toEqual([["club"]])
    expect(buttons()[1].getAttribute("aria-disabled")).toBe("true")
  })

  test("that cannot be reached say so beside their button", async () => {
    begin.mockRejectedValue(problem("provider-unreachable", { status: 503 }))
    buttons()[0].click()
    await settled()
    expect(words(buttons()[0].closest("form"))).toMatch(/does not answer/)
  })

  test("where there are none, nothing stands there, and no divider", async () => {
    await open({ hasPasskeys: false })
    expect(isShown("other-ways")).toBe(false)
    await open()
    expect([isShown("other-ways"), isShown("providers")]).toEqual([true, false])
  })

  test("that refused are called by name, until the reader turns elsewhere", async () => {
    const refusal = { type: "sso-cancelled", provider: "club" }
    store.dispatch({ type: "entrance.refused", refusal })
    expect(words(part("refused"))).toBe(
      "<b>Club did not sign you in: it was cancelled, or refused there.",
    )
    store.dispatch({
      type: "entrance.refused",
      refusal: { type: "sso-refused", detail: "Not your domain.", provider: "corp" },
    })
    expect(words(part("refused"))).toBe("Not your domain.")
    turn(WAY.signUp)
    expect(words(part("refused"))).toBe("")
  })

  test("refuse nobody who is in already", async () => {
    await open({ me: member })
    store.dispatch({ type: "entrance.refused", refusal: { type: "sso-lost", provider: "x" } })
    expect(words(part("refused"))).toBe("")
  })
})

describe("a mail address", () => {
  test("may be typed in place of the user name where the chat knows any", async () => {
    await open()
    expect(words(part("username-label"))).toBe("User name")
    await open({ rules: { mail: true } })
    expect(words(part("username-label"))).toBe("User name or mail address")
    const form = await submit("sign-in", { password: "p" })
    expect(words(form)).toContain("Type your user name or your mail address.")
  })

  test("is asked of a new account only there, and may be left out", async () => {
    const account = { username: "ada", password: "a few words" }
    await open({ way: WAY.signUp })
    expect(part("sign-up-form").elements.mail.disabled).toBe(true)
    await open({ way: WAY.signUp, rules: { mail: true } })
    await submit("sign-up", account)
    expect(send).toHaveBeenLastCalledWith(account)
    await submit("sign-up", { ...account, mail: "no address" })
    expect(send).toHaveBeenCalledTimes(1)
    await submit("sign-up", { ...account, mail: "ada@example.org" })
    expect(send).toHaveBeenLastCalledWith({ ...account, mail: "ada@example.org" })
  })

  test("of a new account is shown, and the way on to where one wanted to go", async () => {
    await open({ way: WAY.signUp })
    store.dispatch({ type: "entrance.mailed", mail: "<b>@example.org", next: "/people" })
    expect(words(part("words"))).toContain("on its way to <b>@example.org")
    expect([words(part("onward")), part("onward").getAttribute("href")]).toEqual([
      "To the chat",
      "/people",
    ])
    expect([isShown("guest-way"), isShown("ways")]).toEqual([false, false])
  })

  test("says for which account it is given, before anybody says yes", async () => {
    await open({ way: WAY.mail, token: "t" })
    expect(words(part("words"))).toContain("Somebody gave it")
    store.dispatch({ type: "entrance.called", way: WAY.mail, token: "t", account: "mallory" })
    expect(words(part("words"))).toContain("The account mallory gets your address.")
  })

  test.each([
    [null, "Sign in", "/sign-in", true],
    [member, "To the chat", "/", false],
  ])("that is confirmed leads %j on", async (me, label, href, isAccountHidden) => {
    await open({ me, way: WAY.mail, token: "t" })
    expect(isShown("mail-form")).toBe(true)
    store.dispatch({ type: "entrance.confirmed", mail: "ada@example.org", username: "ada" })
    expect(words(part("words"))).toContain("ada@example.org is confirmed for the account ada.")
    const onward = part("onward")
    expect([words(onward), onward.getAttribute("href")]).toEqual([label, href])
    expect(part("onward-account").hidden).toBe(isAccountHidden)
  })
})

describe("a forgotten password", () => {
  test("is helped by mail, with words that are true for everybody", async () => {
    await open({ rules: { mail: true } })
    part("sign-in-form").elements.username.value = "ada"
    turn(WAY.recover)
    expect(part("recover-form").elements.account.value).toBe("ada")
    const form = await submit("recover", {})
    expect(recover).toHaveBeenCalledWith({ account: "ada" })
    expect(words(form)).toContain("If there is an account with a confirmed mail address")
    expect(words(form)).not.toContain("ada")
    turn(WAY.signIn)
    turn(WAY.recover)
    expect(words(part("recover-form"))).not.toContain("If there is an account")
  })

  test("that was asked for too often says when it may be asked again", async () => {
    await open({ way: WAY.recover, rules: { mail: true } })
    recover.mockRejectedValue(problem("too-fast", { status: 429, retryAfterMs: 40_000 }))
    const form = await submit("recover", { account: "ada" })
    expect(words(form)).toContain("Try again in 40 s.")
  })

  test("that is a directory's is not helped here, and the page says where", async () => {
    await open({ way: WAY.recover, rules: { mail: true, directory: true } })
    expect(words(part("words"))).toMatch(/is changed there, not here\.$/)
  })

  test("is helped by people where the chat sends no mail", async () => {
    await open({ way: WAY.recover })
    expect(isShown("recover-form")).toBe(false)
    expect(words(part("words"))).toMatch(/Ask somebody who runs it for a sign-in link/)
  })
})

test("a directory's people are told that their password works here", async () => {
  await open()
  expect(isShown("directory-hint")).toBe(false)
  await open({ rules: { directory: true } })
  expect(isShown("directory-hint")).toBe(true)
})
