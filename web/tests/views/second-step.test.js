import { beforeEach, describe, expect, test, vi } from "vitest"
import { createEntranceState, entranceReducers } from "../../src/store/entrance.js"
import { createStore } from "../../src/store/store.js"
import { createDoor } from "../../src/views/entrance/door.js"
import { createPasskeyForm } from "../../src/views/entrance/passkey-form.js"
import { createSecondStepForm } from "../../src/views/entrance/second-step-form.js"
import { createVisitView } from "../../src/views/visit.js"
import { joining, loadPage, part, problem, settled, words } from "../support.js"

const ALL = ["totp", "passkey", "recovery"]

let store
let actions
let view

async function open(factors, { fault = null } = {}) {
  await loadPage("sign-in.html")
  store = createStore(entranceReducers, createEntranceState())
  actions = {
    back: vi.fn(() => store.dispatch({ type: "entrance.wentBack" })),
    sendCode: vi.fn(async () => {}),
    usePasskey: vi.fn(async () => {}),
  }
  view = createSecondStepForm({ element: part("second-step"), store, actions, fault })
  view.start()
  createDoor({ element: part("main"), store, actions: {} }).start()
  createVisitView({ element: part("main"), store, onTryAgain: vi.fn() }).start()
  store.dispatch({ type: "visit.opened", me: null, joining })
  store.dispatch({ type: "entrance.halfway", step: { ticket: "t", factors, byLink: false } })
}

const isShown = (name) => !part(name).closest("[hidden]")
const order = () =>
  [...part("second-step").querySelectorAll("form:not([hidden])")].map((form) =>
    form.matches("[data-code-form]") ? "code" : "passkey",
  )

async function sendCode(code) {
  part("code-form").elements.code.value = code
  part("code-form").requestSubmit()
  await settled()
}

describe("the second step", () => {
  test("takes the place of the first one", async () => {
    await open(ALL)
    expect(words(part("title"))).toBe("One more step")
    expect([isShown("second-step"), isShown("sign-in-form")]).toEqual([true, false])
    expect([isShown("ways"), isShown("guest-way"), isShown("passkey-form")]).toEqual([
      false,
      false,
      false,
    ])
    const { code } = part("code-form").elements
    expect([code.autocomplete, code.inputMode]).toEqual(["one-time-code", "text"])
    part("back").click()
    expect([isShown("second-step"), isShown("sign-in-form")]).toEqual([false, true])
  })

  test.each([
    [ALL, ["code", "passkey"], "Code from your app or a recovery code"],
    [["totp", "recovery"], ["code"], "Code from your app or a recovery code"],
    [["totp"], ["code"], "Code from your app"],
    [["passkey", "recovery"], ["passkey", "code"], "Recovery code"],
    [["passkey"], ["passkey"], null],
  ])("with %j shows %j", async (factors, expected, label) => {
    await open(factors)
    expect(order()).toEqual(expected)
    if (label) expect(words(part("code-label"))).toBe(label)
    expect(isShown("or")).toBe(expected.length > 1)
    expect(isShown("stuck")).toBe(false)
  })

  test("says why a passkey cannot be asked for, and what to do", async () => {
    await open(["passkey"], { fault: "onAddress" })
    expect(order()).toEqual([])
    expect(words(part("stuck"))).toMatch(/IP address\. Ask somebody who runs this chat/)
    await open(["passkey", "recovery"], { fault: "onAddress" })
    expect(order()).toEqual(["code"])
    expect(isShown("stuck-hint")).toBe(false)
    await open(ALL, { fault: "onAddress" })
    expect([order(), isShown("stuck")]).toEqual([["code"], false])
  })

  test("sends the code; one that is wrong is refused beside its field", async () => {
    await open(ALL)
    await sendCode("")
    expect(words(document.getElementById("second-step-code-error"))).toBe("Type the code.")
    expect(actions.sendCode).not.toHaveBeenCalled()
    const errors = [{ field: "code", message: "This code is wrong." }]
    actions.sendCode.mockRejectedValueOnce(problem("invalid", { status: 422, errors }))
    await sendCode(" 123 456 ")
    expect(actions.sendCode).toHaveBeenCalledWith({ code: "123 456" })
    expect(words(document.getElementById("second-step-code-error"))).toBe("This code is wrong.")
    expect(document.activeElement).toBe(part("code-form").elements.code)
  })

  test("leaves nothing typed for whoever comes next", async () => {
    await open(ALL)
    part("code-form").elements.code.value = "123456"
    part("back").click()
    expect(part("code-form").elements.code.value).toBe("")
  })

  test("leads to what there is to do", async () => {
    await open(ALL)
    view.focus()
    expect(document.activeElement.name).toBe("code")
    await open(["passkey", "recovery"])
    view.focus()
    expect(words(document.activeElement)).toBe("Use a passkey")
  })

  test("shows a passkey by its button", async () => {
    await open(["passkey"])
    actions.usePasskey.mockRejectedValueOnce(problem("passkey-not-shown"))
    part("step-passkey-form").requestSubmit()
    await settled()
    expect(words(part("step-passkey-form"))).toMatch(/No passkey was used: it was cancelled/)
  })
})

describe("signing in by a passkey", () => {
  let form

  beforeEach(async () => {
    await loadPage("sign-in.html")
    actions = {
      offerPasskey: vi.fn(async () => null),
      usePasskey: vi.fn(async () => {}),
      usePicked: vi.fn(async () => {}),
    }
    form = createPasskeyForm({ element: part("passkey-form"), actions })
    form.start()
  })

  test("is offered once, and anew when the browser's dialog has ended the offer", async () => {
    form.offer()
    form.offer()
    expect(actions.offerPasskey).toHaveBeenCalledTimes(1)
    actions.usePasskey.mockRejectedValueOnce(problem("passkey-not-shown"))
    part("passkey-form").requestSubmit()
    await settled()
    expect(words(part("passkey-form"))).toMatch(/No passkey was used/)
    expect(actions.offerPasskey).toHaveBeenCalledTimes(2)
  })

  test("uses the one that was picked where the user name is typed", async () => {
    const picked = { ticket: "t", credential: "c" }
    actions.offerPasskey.mockResolvedValueOnce(picked)
    form.offer()
    await settled()
    expect(actions.usePicked).toHaveBeenCalledWith(picked)
    expect(actions.usePasskey).not.toHaveBeenCalled()
  })
})
