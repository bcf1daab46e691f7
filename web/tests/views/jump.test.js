import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createJump } from "../../src/views/rooms/jump.js"
import {
  ada,
  loadPage,
  member,
  openStore,
  part,
  press,
  problem,
  room,
  settled,
} from "../support.js"
import { stubDialogs, words } from "../support.js"

const rooms = [
  room(8, { name: "Deployments", unread: 3, newest_id: 5 }),
  room(9, { name: "Design review", unread: 2, mentions: 1, newest_id: 4 }),
]
const tomas = { id: 12, name: "Tomas", username: "tomas", avatar: null, is_guest: false }

let store
let actions

const field = () => part("jump-field")
const shown = () => [...part("jump-list").querySelectorAll("[role=option]")]
const names = () => shown().map((option) => words(option.querySelector("[data-name]")))
const active = () => document.getElementById(field().getAttribute("aria-activedescendant"))

async function type(text, ms = 200) {
  field().value = text
  field().dispatchEvent(new Event("input", { bubbles: true }))
  vi.advanceTimersByTime(ms)
  await settled()
}

async function start(as = { ...member, id: ada.id }) {
  await loadPage()
  stubDialogs()
  vi.useFakeTimers()
  store = openStore([], { rooms })
  store.dispatch({ type: "session.renamed", person: as })
  actions = {
    directory: { find: vi.fn(async () => [tomas]) },
    roomDeeds: { talkTo: vi.fn(async () => room(30)) },
    places: { open: vi.fn() },
  }
  createJump({ element: part("jump-dialog"), store, actions }).start()
}

beforeEach(() => start())
afterEach(() => {
  vi.useRealTimers()
  document.replaceChild(document.documentElement.cloneNode(true), document.documentElement)
})

const open = (rest = { ctrlKey: true }) => press(document.body, "k", rest)

describe("the quick switcher", () => {
  test.each([{ ctrlKey: true }, { metaKey: true }])("opens and closes with K and %o", (keys) => {
    expect(open(keys).defaultPrevented).toBe(true)
    expect(part("jump-dialog").open).toBe(true)
    open(keys)
    expect(part("jump-dialog").open).toBe(false)
  })

  test("names the key that the keyboard has", async () => {
    expect(words(part("jump-keys"))).toBe("Ctrl K")
    vi.spyOn(navigator, "userAgent", "get").mockReturnValue("Mozilla/5.0 (Macintosh)")
    await start()
    expect(words(part("jump-keys"))).toBe("⌘ K")
  })

  test("leaves other keys and other dialogs alone", () => {
    expect(open({}).defaultPrevented).toBe(false)
    part("confirm").showModal()
    open()
    expect(part("jump-dialog").open).toBe(false)
  })

  test("begins with the rooms of late, marked where something is unread", () => {
    open()
    expect(names()).toEqual(["Deployments", "Design review"])
    expect(active()).toBe(shown()[0])
    expect(words(shown()[0])).toContain("3 unread messages")
    expect(words(shown()[1])).toContain("1 mention of you")
    expect(actions.directory.find).not.toHaveBeenCalled()
  })

  test("opens what Enter is pressed on", async () => {
    open()
    await type("des")
    expect(names()[0]).toBe("Design review")
    press(field(), "Enter")
    expect(actions.places.open).toHaveBeenCalledWith(9)
    expect(part("jump-dialog").open).toBe(false)
  })

  test("goes round with the arrows", () => {
    open()
    press(field(), "ArrowUp")
    expect(active()).toBe(shown()[1])
    press(field(), "ArrowDown")
    expect(active()).toBe(shown()[0])
  })

  test("finds people below the rooms, and keeps the choice when they come", async () => {
    open()
    await type("m", 0)
    const chosen = active()
    vi.advanceTimersByTime(200)
    await settled()
    expect(names().at(-1)).toBe("Tomas")
    expect(active()).toBe(chosen) // the same node: a press that has begun on it goes on
    shown().at(-1).click()
    await settled()
    expect(actions.roomDeeds.talkTo).toHaveBeenCalledWith([tomas.id])
    expect(actions.places.open).toHaveBeenCalledWith(30)
  })

  test("asks for people once, after a pause, and drops answers to older questions", async () => {
    const answers = []
    actions.directory.find.mockImplementation(() => new Promise((r) => answers.push(r)))
    open()
    await type("t")
    await type("to", 50)
    await type("tom")
    expect(actions.directory.find.mock.calls).toEqual([["t"], ["tom"]])
    answers[1]([tomas])
    answers[0]([{ ...tomas, id: 13, name: "Tim" }])
    await settled()
    expect(names()).toEqual(["Tomas"])
  })

  test("says that there is nothing, and what failed", async () => {
    open()
    actions.directory.find.mockResolvedValueOnce([])
    await type("zzz")
    expect(words(part("jump-words"))).toBe("Nothing here is called “zzz”.")
    actions.directory.find.mockRejectedValueOnce(problem("unreachable"))
    await type("zzzz")
    expect(words(part("jump-words"))).toMatch(/cannot be reached/)
  })

  test("says why a conversation could not be begun, and stays", async () => {
    actions.roomDeeds.talkTo.mockRejectedValue(problem("not-allowed", { status: 403 }))
    open()
    await type("tom")
    press(field(), "Enter")
    await settled()
    expect(part("jump-dialog").open).toBe(true)
    expect(words(part("jump-words"))).toMatch(/role does not allow/)
  })

  test("looks for no people where a guest asks", async () => {
    await start(ada)
    open()
    await type("tom")
    expect(actions.directory.find).not.toHaveBeenCalled()
  })
})
