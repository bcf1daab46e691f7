import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createCompletion } from "../../src/views/completion.js"
import { bob, loadPage, lobby, member, openStore, part, press, settled, words } from "../support.js"

const mira = { id: member.id, name: "Mira" }
const everybody = { id: "room", name: "room" }
let actions
let field

beforeEach(async () => {
  vi.useFakeTimers()
  await loadPage()
  const find = (search) =>
    [bob, mira, everybody].filter(({ name }) => name.toLowerCase().startsWith(search.toLowerCase()))
  actions = {
    mentions: {
      guess: vi.fn(find),
      find: vi.fn(async (search) => find(search)),
      chosen: () => [],
      choose: vi.fn(),
    },
  }
  createCompletion({ element: part("composer"), store: openStore(), actions }).start()
  field = part("composer-field")
  field.focus()
})
afterEach(() => vi.useRealTimers())

function type(text, caret = text.length) {
  field.value = text
  field.setSelectionRange(caret, caret)
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

const list = () => part("completion")
const options = () => [...list().querySelectorAll("[role=option]")]
const shown = () => options().map((option) => words(option.querySelector("[data-name]")))
const active = () => document.getElementById(field.getAttribute("aria-activedescendant"))

test("an @ shows names, and says how many there are", () => {
  type("Hi @")
  expect(list().hidden).toBe(false)
  expect(shown()).toEqual(["Bob", "Mira", "@room"])
  expect(words(part("completion-words"))).toMatch(/^3 names/)
  expect(active()).toBe(options()[0])
})

test("the list goes with the @, and where nobody is called so", () => {
  type("@")
  type("")
  expect(list().hidden).toBe(true)
  expect(field.hasAttribute("aria-activedescendant")).toBe(false)
  type("@x")
  expect(list().hidden).toBe(true)
})

test("what the server knows takes the place of what was guessed", async () => {
  actions.mentions.guess = () => []
  type("@m")
  expect(list().hidden).toBe(true)
  await vi.advanceTimersByTimeAsync(200)
  expect(shown()).toEqual(["Mira"])
})

test("an answer to what is no longer looked for changes nothing", async () => {
  type("@m")
  await vi.advanceTimersByTimeAsync(100)
  type("@b")
  await vi.advanceTimersByTimeAsync(100)
  expect(actions.mentions.find).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(100)
  expect(actions.mentions.find).toHaveBeenCalledTimes(1)
  expect(shown()).toEqual(["Bob"])
})

test("a server that does not answer is no reason to hide whoever is known", async () => {
  actions.mentions.find = vi.fn().mockRejectedValue(new Error("no"))
  type("@")
  await vi.advanceTimersByTimeAsync(200)
  expect(shown()).toEqual(["Bob", "Mira", "@room"])
})

describe("a name", () => {
  test.each(["Enter", "Tab"])("is taken by %s, which does nothing else then", async (key) => {
    type("Hi @b, hello", 5)
    expect(press(field, key).defaultPrevented).toBe(true)
    expect(field.value).toBe("Hi @Bob , hello")
    expect(field.selectionStart).toBe("Hi @Bob ".length)
    expect(actions.mentions.choose).toHaveBeenCalledWith(lobby.id, bob)
    await settled()
    expect(list().hidden).toBe(true)
    expect(press(field, key).defaultPrevented).toBe(false)
  })

  test("is reached by arrows, round and round", () => {
    type("@")
    press(field, "ArrowDown")
    expect(active()).toBe(options()[1])
    press(field, "ArrowUp")
    press(field, "ArrowUp")
    expect(active()).toBe(options()[2])
    expect(active().getAttribute("aria-selected")).toBe("true")
    press(field, "Enter")
    expect(field.value).toBe("@room ")
    expect(actions.mentions.choose).not.toHaveBeenCalled()
  })

  test("is taken by a click, and the field keeps the focus", () => {
    type("@")
    const down = new MouseEvent("mousedown", { bubbles: true, cancelable: true })
    options()[1].dispatchEvent(down)
    expect(down.defaultPrevented).toBe(true)
    options()[1].click()
    expect(field.value).toBe("@Mira ")
  })

  test("that is typed whole is meant, and Enter sends", () => {
    type("@Bo")
    expect(press(field, "Enter").defaultPrevented).toBe(true)
    type("@Bob")
    expect(press(field, "Enter").defaultPrevented).toBe(false)
    expect(actions.mentions.choose).toHaveBeenLastCalledWith(lobby.id, bob)
    expect(field.value).toBe("@Bob")
    expect(list().hidden).toBe(true)
  })

  test("leaves a space that is there alone", () => {
    type("@b yes", 2)
    press(field, "Enter")
    expect(field.value).toBe("@Bob yes")
  })
})

test("Escape puts the list away for this name, and nobody else hears of it", () => {
  const heard = vi.fn()
  document.addEventListener("keydown", heard)
  type("@")
  press(field, "Escape")
  expect(list().hidden).toBe(true)
  expect(heard).not.toHaveBeenCalled()
  type("@b")
  expect(list().hidden).toBe(true)
  type("@b, @")
  expect(list().hidden).toBe(false)
  document.removeEventListener("keydown", heard)
})

test("an input method keeps its Enter and its arrows", () => {
  type("@")
  press(field, "ArrowDown", { isComposing: true })
  expect(press(field, "Enter", { keyCode: 229 }).defaultPrevented).toBe(false)
  expect(active()).toBe(options()[0])
})
