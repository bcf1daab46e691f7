import { beforeEach, describe, expect, test, vi } from "vitest"
import { createComposer } from "../../src/views/composer.js"
import {
  ada,
  emptyStore,
  loadPage,
  lobby,
  member,
  openStore,
  owner,
  part,
  press,
  room,
  words,
} from "../support.js"

let actions
let onSent
let field

async function open({ store = openStore(), draft = "" } = {}) {
  await loadPage()
  onSent = vi.fn()
  actions = {
    outbox: { post: vi.fn(() => true) },
    mentions: { written: (_, text) => ({ content: text.replace("@Bob", "<@2>"), mentions: [] }) },
    keepsakes: { draft: () => draft, keepDraft: vi.fn() },
  }
  field = part("composer-field")
  createComposer({ element: part("composer"), store, actions, onSent }).start()
}

function type(text) {
  field.value = text
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

const posted = () => actions.outbox.post.mock.calls.map(([content]) => content)
const hint = () => words(part("composer-hint"))

beforeEach(() => open())

describe("sending", () => {
  test("Enter sends what was typed, trimmed, and empties the field", () => {
    type("  hello\nworld  ")
    press(field, "Enter")
    expect(posted()).toEqual(["hello\nworld"])
    expect(field.value).toBe("")
    expect(onSent).toHaveBeenCalled()
  })

  test("names go out as those whom they mean", () => {
    type("@Bob, hello")
    press(field, "Enter")
    expect(posted()).toEqual(["<@2>, hello"])
  })

  test("Shift+Enter is left to the browser, which breaks the line", () => {
    type("hello")
    expect(press(field, "Enter", { shiftKey: true }).defaultPrevented).toBe(false)
    expect(posted()).toEqual([])
  })

  test("Enter that chooses a word of an input method does not send", () => {
    type("こん")
    press(field, "Enter", { isComposing: true })
    press(field, "Enter", { keyCode: 229 })
    expect(posted()).toEqual([])
    press(field, "Enter")
    expect(posted()).toEqual(["こん"])
  })

  test("the button sends too", () => {
    type("hello")
    part("send").click()
    expect(posted()).toEqual(["hello"])
  })

  test("nothing is sent when nothing was typed", () => {
    type(" \n ")
    press(field, "Enter")
    part("send").click()
    expect(posted()).toEqual([])
    expect(part("send").getAttribute("aria-disabled")).toBe("true")
  })

  test("what cannot be taken on stays in the field, with the reason", async () => {
    actions.outbox.post.mockReturnValue(false)
    type("hello")
    press(field, "Enter")
    expect(field.value).toBe("hello")
    expect(hint()).toMatch(/unsent/)
    await open({ store: emptyStore() })
    type("early")
    press(field, "Enter")
    expect(field.value).toBe("early")
    expect(hint()).toBe("You can send this as soon as the conversation is open.")
  })
})

describe("while the rooms are not known, as when somebody becomes a guest anew", () => {
  const grace = { ...ada, id: 3, name: "Grace" }
  const enter = (store) => store.dispatch({ type: "session.entered", person: grace })
  const learn = (store, rooms) => store.dispatch({ type: "rooms.arrived", rooms, reads: 0 })
  let store

  beforeEach(async () => {
    store = openStore()
    await open({ store })
    enter(store)
    type("hello")
    press(field, "Enter")
  })

  test("what is sent is held, and says so", () => {
    expect(posted()).toEqual([])
    expect(field.value).toBe("hello")
    expect(hint()).toBe("This is sent as soon as the conversation is open.")
  })

  test("it is sent once, when the room is there", () => {
    learn(store, [lobby])
    expect(posted()).toEqual(["hello"])
    expect(field.value).toBe("")
    expect(hint()).toBe("")
    store.dispatch({ type: "rooms.outdated" })
    type("and more")
    learn(store, [lobby])
    expect(posted()).toEqual(["hello"])
  })

  test("who goes on writing sends it themselves", () => {
    type("hello, all")
    expect(hint()).toBe("")
    learn(store, [lobby])
    expect(posted()).toEqual([])
    expect(field.value).toBe("hello, all")
  })

  test("in another room it is not sent", () => {
    store.dispatch({ type: "place.entered", roomId: 8 })
    learn(store, [lobby, room(8)])
    expect(posted()).toEqual([])
  })

  test.each([
    ["is not theirs any more", []],
    ["is archived", [{ ...lobby, archived_at: "2026-01-01T00:00:00Z" }]],
  ])("where the room %s, it stays in the field", (_, rooms) => {
    learn(store, rooms)
    expect(posted()).toEqual([])
    expect(field.value).toBe("hello")
    expect(hint()).toBe("")
    learn(store, [lobby])
    expect(posted()).toEqual([])
  })
})

describe("length", () => {
  test("is counted down near the limit only, in characters as the server counts", () => {
    type("a".repeat(3799))
    expect(hint()).toBe("")
    type("🎉".repeat(3990))
    expect(hint()).toBe("10 characters left")
  })

  test("beyond the limit is said and not sent", () => {
    type("a".repeat(4001))
    press(field, "Enter")
    expect(posted()).toEqual([])
    expect(hint()).toBe("1 character too many")
    expect(field.getAttribute("aria-invalid")).toBe("true")
    type(`${"a".repeat(4000)}  \n`)
    press(field, "Enter")
    expect(posted()).toHaveLength(1)
  })
})

describe("the draft", () => {
  const enter = (store, person) => store.dispatch({ type: "session.entered", person })

  test("of one member goes when another comes in, whose own is shown", async () => {
    const store = openStore()
    enter(store, member)
    await open({ store, draft: "by Olga" })
    type("by Mira")
    enter(store, { ...member, name: "Mira, renamed" })
    expect(field.value).toBe("by Mira")
    enter(store, owner)
    expect(field.value).toBe("by Olga")
  })

  test("of a guest goes on with their account", async () => {
    const store = openStore()
    await open({ store })
    type("by a guest")
    enter(store, member)
    expect(field.value).toBe("by a guest")
  })

  test("is there again after a reload", async () => {
    await open({ draft: "half a thou" })
    expect(field.value).toBe("half a thou")
  })

  test("is kept with every change, and forgotten when sent", () => {
    type("half")
    expect(actions.keepsakes.keepDraft).toHaveBeenLastCalledWith(lobby.id, "half")
    press(field, "Enter")
    expect(actions.keepsakes.keepDraft).toHaveBeenLastCalledWith(lobby.id, "")
  })
})

test("the field is named after the room", () => {
  expect(field.placeholder).toBe("Message Lobby")
  expect(words(part("composer-label"))).toBe("Message Lobby")
})
