import { beforeEach, describe, expect, test, vi } from "vitest"
import { createEntranceState, entranceReducers, WAY } from "../../src/store/entrance.js"
import { createStore } from "../../src/store/store.js"
import { createBareForm } from "../../src/views/entrance/bare-form.js"
import { createDoor } from "../../src/views/entrance/door.js"
import { createSignInForm } from "../../src/views/entrance/sign-in-form.js"
import { createSignUpForm } from "../../src/views/entrance/sign-up-form.js"
import { createVisitView } from "../../src/views/visit.js"
import { ada, joining, loadPage, member, part, problem, settled, words } from "../support.js"

let store
let actions

const isShown = (name) => !part(name).closest("[hidden]")
const behind = () => {
  const shown = [...document.querySelectorAll("[data-behind]:not([hidden])")]
  return [...new Set(shown.map(({ dataset }) => dataset.behind))]
}

async function open({ me = null, joining: rules = joining, ...state } = {}) {
  await loadPage("sign-in.html")
  store = createStore(entranceReducers, createEntranceState(state))
  actions = { turn: vi.fn(), goOnAsGuest: vi.fn() }
  createDoor({ element: part("main"), store, actions }).start()
  createVisitView({ element: part("main"), store, onTryAgain: vi.fn() }).start()
  store.dispatch({ type: "visit.opened", me, joining: rules })
}

describe("the door", () => {
  test("shows one form, and the way to the other", async () => {
    await open()
    expect(behind()).toEqual(["sign-in"])
    expect(isShown("content")).toBe(true)
    const current = () => document.querySelector("[data-ways] [aria-current]").dataset.way
    expect(current()).toBe(WAY.signIn)
    document.querySelector("[data-way=sign-up]").click()
    expect(actions.turn).toHaveBeenCalledWith(WAY.signUp)
    store.dispatch({ type: "entrance.turned", way: WAY.signUp })
    expect([behind(), current()]).toEqual([["sign-up"], WAY.signUp])
    expect(document.title).toBe("Create an account - Parley")
  })

  test("opened in a tab of its own is left to the browser", async () => {
    await open()
    const click = new MouseEvent("click", { bubbles: true, cancelable: true, ctrlKey: true })
    document.querySelector("[data-way=sign-up]").dispatchEvent(click)
    expect(actions.turn).not.toHaveBeenCalled()
    expect(click.defaultPrevented).toBe(false)
  })

  test.each(["invite", "closed"])("says kindly that sign-up is %s", async (signUp) => {
    await open({ way: WAY.signUp, joining: { ...joining, sign_up: signUp } })
    expect(behind()).toEqual([])
    expect(words(part("words"))).toMatch(/Ask somebody/)
    expect(isShown("ways")).toBe(true)
  })

  test("welcomes those with an invitation", async () => {
    const rules = { ...joining, sign_up: "invite" }
    await open({ way: WAY.signUp, invitation: "t", joining: rules })
    expect(behind()).toEqual(["sign-up"])
    expect(words(part("title"))).toBe("You are invited")
    store.dispatch({ type: "entrance.disinvited" })
    expect(behind()).toEqual([])
    expect(words(part("note"))).toMatch(/invitation was used up/)
  })

  test("offers the room of an invitation to whoever is in already, and the way to the chat", async () => {
    await open({ me: member, way: WAY.signUp, invitation: "t" })
    expect(behind()).toEqual(["invited"])
    expect(words(part("title"))).toBe("You are invited")
    expect(words(part("words"))).toMatch(/join it as Mira \(mira\)/)
  })

  test("tells a guest what stays theirs, and what does not", async () => {
    await open({ me: ada, way: WAY.signUp })
    expect(words(part("words"))).toMatch(/You are here as Ada\. Your messages stay yours/)
    store.dispatch({ type: "entrance.turned", way: WAY.signIn })
    expect(words(part("words"))).toMatch(/no longer the guest Ada/)
  })

  test("makes the first account with the same form and other words", async () => {
    await open({ way: WAY.setUp, joining: { ...joining, has_owner: false } })
    expect(behind()).toEqual(["sign-up"])
    expect(words(part("title"))).toBe("Welcome, make the first account")
    expect(words(part("sign-up-form").querySelector("[type=submit]"))).toBe("Make the account")
    expect([isShown("ways"), isShown("owner-hint"), isShown("guest-way")]).toEqual([
      false,
      false,
      false,
    ])
  })

  test("hints at the set-up link while nobody owns the chat", async () => {
    await open({ joining: { ...joining, has_owner: false } })
    expect(words(part("owner-hint"))).toMatch(/make owner$/)
    await open()
    expect(isShown("owner-hint")).toBe(false)
  })

  test("never signs in by a link on its own: there is a button", async () => {
    await open({ way: WAY.link })
    expect(behind()).toEqual(["link"])
    const send = vi.fn(async () => {})
    createBareForm({ element: part("link-form"), send }).start()
    expect(send).not.toHaveBeenCalled()
    part("link-form").requestSubmit()
    await settled()
    expect(send).toHaveBeenCalledTimes(1)
  })

  test("is behind those who have an account", async () => {
    await open({ me: member, way: WAY.signUp })
    expect(behind()).toEqual(["inside"])
    expect(words(part("inside-words"))).toBe("As Mira (mira).")
    expect([isShown("ways"), isShown("guest-way")]).toEqual([false, false])
  })

  test("lets guests go on, on purpose", async () => {
    await open({ note: "ended" })
    expect(words(part("note"))).toMatch(/session has ended/)
    part("guest-way").querySelector("a").click()
    expect(actions.goOnAsGuest).toHaveBeenCalled()
    await open({ joining: { ...joining, guests: false } })
    expect(isShown("guest-way")).toBe(false)
  })

  test("draws anyone's name as text", async () => {
    await open({ me: { ...ada, name: "<img src=x>" }, way: WAY.signUp })
    expect(part("words").querySelector("img")).toBeNull()
    expect(words(part("words"))).toContain("<img src=x>")
  })
})

describe("the page before it is open", () => {
  test("says what is wrong, and tries again when asked", async () => {
    await open()
    const onTryAgain = vi.fn()
    createVisitView({ element: part("main"), store, onTryAgain }).start()
    const trouble = problem("unavailable", { status: 503 }).toProblem()
    store.dispatch({ type: "visit.failed", problem: trouble })
    expect([isShown("content"), isShown("opening"), isShown("trouble")]).toEqual([
      false,
      false,
      true,
    ])
    expect(words(part("trouble-words"))).toMatch(/restarting/)
    store.dispatch({ type: "visit.failed", problem: problem("unreachable").toProblem() })
    expect(words(part("trouble-words"))).toBe("Parley cannot be reached.")
    part("try-again").click()
    expect(onTryAgain).toHaveBeenCalled()
    store.dispatch({ type: "visit.began" })
    expect([isShown("opening"), isShown("trouble")]).toEqual([true, false])
  })
})

describe("the forms", () => {
  let form
  const type = (values) => {
    for (const [name, value] of Object.entries(values)) form.elements[name].value = value
  }
  const submit = async (values) => {
    type(values)
    form.requestSubmit()
    await settled()
  }
  const wrong = () => [...form.querySelectorAll("[aria-invalid=true]")].map(({ name }) => name)

  beforeEach(() => open())

  test("are what password managers look for", () => {
    const hints = (name) =>
      [...part(name).elements].filter((each) => each.name).map((each) => each.autocomplete)
    expect(hints("sign-in-form")).toEqual(["username webauthn", "current-password"])
    expect(hints("sign-up-form")).toEqual(["nickname", "username", "new-password", "email"])
  })

  test("signing in asks for both, and judges neither", async () => {
    form = part("sign-in-form")
    actions.signIn = vi.fn(async () => {})
    createSignInForm({ element: form, store, actions }).start()
    await submit({ username: "Ä", password: "" })
    expect(wrong()).toEqual(["password"])
    await submit({ password: "x" })
    expect(actions.signIn).toHaveBeenCalledWith({ username: "Ä", password: "x" })
  })

  test("signing up tells all that is wrong at once", async () => {
    form = part("sign-up-form")
    const send = vi.fn(async () => {})
    createSignUpForm({ element: form, store, send }).start()
    await submit({ name: "x".repeat(41), username: "-", password: "short" })
    expect(wrong()).toEqual(["name", "username", "password"])
    expect(document.activeElement).toBe(form.elements.name)
    await submit({ name: "", username: "Ada", password: "a few words" })
    expect(send).toHaveBeenCalledWith({ username: "Ada", password: "a few words" })
  })

  test("a guest's name is there already, and sent only when it was changed", async () => {
    form = part("sign-up-form")
    const send = vi.fn(async () => {})
    createSignUpForm({ element: form, store, send }).start()
    store.dispatch({ type: "visit.became", me: ada })
    expect(form.elements.name.value).toBe("Ada")
    await submit({ username: "ada", password: "a few words" })
    expect(send).toHaveBeenLastCalledWith({ username: "ada", password: "a few words" })
    await submit({ name: "Ada L", username: "ada", password: "a few words" })
    expect(send.mock.lastCall[0].name).toBe("Ada L")
  })
})
