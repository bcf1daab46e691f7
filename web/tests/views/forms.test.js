import { beforeEach, describe, expect, test, vi } from "vitest"
import { createConfirm } from "../../src/views/forms/confirm.js"
import { createForm } from "../../src/views/forms/form.js"
import { createFormDialog } from "../../src/views/forms/form-dialog.js"
import { loadPage, part, problem, settled, stubDialogs, words } from "../support.js"

let form
let send
let done

const field = (name) => form.querySelector(`[name=${name}]`)
const errorOf = (name) => words(form.querySelector(`[data-field=${name}] [data-field-error]`))
const trouble = () => words(form.querySelector("[data-form-problem]"))

async function submit(values = {}) {
  for (const [name, value] of Object.entries(values)) field(name).value = value
  form.requestSubmit()
  await settled()
}

beforeEach(async () => {
  await loadPage("sign-in.html")
  form = part("sign-in-form")
  send = vi.fn(async () => {})
  done = vi.fn()
  const faults = ({ username, password }) => ({
    username: username ? null : "usernameMissing",
    password: password ? null : "passwordMissing",
  })
  createForm({ element: form, faults, send, done }).start()
})

describe("a form", () => {
  test("sends what was typed: passwords to the letter, the rest trimmed", async () => {
    await submit({ username: " ada ", password: "  a few words " })
    expect(send).toHaveBeenCalledWith({ username: "ada", password: "  a few words " })
    expect(done).toHaveBeenCalled()
  })

  test("says what is missing beside the field, leads there, and sends nothing", async () => {
    await submit({ username: "ada", password: "" })
    expect(send).not.toHaveBeenCalled()
    expect(errorOf("password")).toBe("Type your password.")
    expect(field("password").getAttribute("aria-invalid")).toBe("true")
    expect(document.activeElement).toBe(field("password"))
    const described = field("password").getAttribute("aria-describedby").split(" ")
    expect(described.map((id) => document.getElementById(id)).includes(null)).toBe(false)
  })

  test("takes that back as soon as somebody types", async () => {
    await submit()
    field("username").dispatchEvent(new Event("input", { bubbles: true }))
    expect(errorOf("username")).toBe("")
    expect(errorOf("password")).not.toBe("")
  })

  test("is sent once, however often it is pressed", async () => {
    let answer
    send.mockImplementation(() => new Promise((resolve) => (answer = resolve)))
    await submit({ username: "ada", password: "p" })
    await submit()
    await submit()
    expect(send).toHaveBeenCalledTimes(1)
    expect(form.getAttribute("aria-busy")).toBe("true")
    answer()
    await settled()
    expect(form.getAttribute("aria-busy")).toBe("false")
  })

  test("shows a refusal beside its field, in the server's words", async () => {
    const errors = [{ field: "username", message: "Somebody has it." }]
    send.mockRejectedValue(problem("username-taken", { status: 409, errors }))
    await submit({ username: "ada", password: "p" })
    expect(errorOf("username")).toBe("Somebody has it.")
    expect(document.activeElement).toBe(field("username"))
    expect(trouble()).toBe("")
  })

  test("shows a refusal of no field of its own above the button", async () => {
    const errors = [{ field: "token", message: "No such token." }]
    send.mockRejectedValue(problem("invalid", { status: 422, errors }))
    await submit({ username: "ada", password: "p" })
    expect(trouble()).toBe("No such token.")
  })

  test.each([
    ["wrong-credentials", {}, "This user name and password do not belong together."],
    ["suspended", {}, "This account is suspended. Ask whoever runs this chat."],
    ["too-fast", { retryAfterMs: 42_000 }, "That was tried too often. Try again in 42 s."],
    ["too-fast", { retryAfterMs: 600_000 }, "That was tried too often. Try again in 10 minutes."],
    ["unreachable", {}, "Parley cannot be reached. What you typed is still here: try again."],
    ["strange", { detail: "The server's words." }, "The server's words."],
    ["strange", {}, "Parley has a problem."],
  ])("says %s in plain words and keeps what was typed", async (type, rest, sentence) => {
    send.mockRejectedValue(problem(type, rest))
    await submit({ username: "ada", password: "p" })
    expect(trouble()).toBe(sentence)
    expect([field("username").value, field("password").value]).toEqual(["ada", "p"])
    send.mockResolvedValue()
    await submit()
    expect(trouble()).toBe("")
  })

  test("keeps no password that has done its work, and does not go on when it was not meant", async () => {
    send.mockResolvedValueOnce(false)
    await submit({ username: "ada", password: "p" })
    expect([field("password").value, done.mock.calls.length]).toEqual(["p", 0])
    await submit()
    expect([field("password").value, done.mock.calls.length]).toEqual(["", 1])
  })

  test("reports our own mistakes instead of hiding them", async () => {
    const report = vi.spyOn(console, "error").mockImplementation(() => {})
    send.mockRejectedValue(new TypeError("oops"))
    await submit({ username: "ada", password: "p" })
    expect(report).toHaveBeenCalled()
    expect(trouble()).toBe("Parley has a problem.")
  })
})

describe("a password", () => {
  const button = () => form.querySelector(".field__reveal")

  test("can be looked at, and is sent as a password all the same", async () => {
    expect(button().getAttribute("aria-pressed")).toBe("false")
    button().click()
    expect([field("password").type, button().getAttribute("aria-pressed")]).toEqual([
      "text",
      "true",
    ])
    await submit({ username: "ada", password: " p " })
    expect(field("password").type).toBe("password")
    expect(send).toHaveBeenCalledWith({ username: "ada", password: " p " })
  })

  test("is hidden again by the same button", () => {
    button().click()
    button().click()
    expect(field("password").type).toBe("password")
  })
})

describe("a form in a dialog", () => {
  let dialog
  const element = () => part("proof-dialog")
  const sent = async () => {
    element().querySelector("form").requestSubmit()
    await settled()
  }

  beforeEach(async () => {
    await loadPage("account.html")
    stubDialogs()
    dialog = createFormDialog({ element: element() })
    dialog.start()
  })

  test("is closed before anybody goes on, who may open the next", async () => {
    const wasOpen = dialog.ask(async () => "done").then((answer) => [answer, element().open])
    await sent()
    expect(await wasOpen).toEqual(["done", false])
  })

  test("stays open where it was refused, and answers nothing when it is given up", async () => {
    const answer = dialog.ask(async () => Promise.reject(problem("unreachable")))
    await sent()
    expect(words(element().querySelector("[data-form-problem]"))).toMatch(/cannot be reached/)
    expect(element().open).toBe(true)
    element().querySelector("[data-give-up]").click()
    expect(await answer).toBeUndefined()
  })
})

describe("the question before", () => {
  const question = { title: "Sure?", words: "Really.", yes: "Yes", no: "No" }
  let confirm

  beforeEach(async () => {
    await loadPage("account.html")
    stubDialogs()
    confirm = createConfirm({ element: part("confirm") })
    confirm.start()
  })

  test.each([
    ["confirm-yes", true],
    ["confirm-no", false],
  ])("answered by %s means %s", async (name, meant) => {
    const answer = confirm.ask(question)
    expect(part("confirm").open).toBe(true)
    expect(words(part("confirm-title"))).toBe("Sure?")
    part("confirm").close(part(name).value)
    expect(await answer).toBe(meant)
  })

  test("closed by Escape means no, whatever the last answer was", async () => {
    const first = confirm.ask(question)
    part("confirm").close("yes")
    expect(await first).toBe(true)
    const second = confirm.ask({ ...question, isDangerous: true })
    expect(part("confirm-yes").classList.contains("button--danger")).toBe(true)
    part("confirm").close()
    expect(await second).toBe(false)
  })

  test.each(["confirm-yes", "confirm-no"])("leaves the click on %s to the browser", (name) => {
    confirm.ask(question)
    const isLeft = vi.fn((event) => {
      isLeft.answer = !event.defaultPrevented
      event.preventDefault() // jsdom does not know what to do with it
    })
    document.addEventListener("click", isLeft, { once: true })
    part(name).click()
    expect(isLeft.answer).toBe(true)
  })

  test("a click beside it means no", async () => {
    const answer = confirm.ask(question)
    part("confirm").dispatchEvent(new Event("click", { bubbles: true }))
    expect(await answer).toBe(false)
  })
})
