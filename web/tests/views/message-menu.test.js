import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { createConversation } from "../../src/views/conversation.js"
import { createMenu } from "../../src/views/menu.js"
import { createMessageDeeds } from "../../src/views/message-deeds.js"
import { createMessageMenu } from "../../src/views/message-menu.js"
import * as world from "../support.js"

const { ada, bob, loadPage, message, openStore, part, press, problem, room, settled, words } = world
let store
let actions
let confirm
let report
let toast
let copy

async function open(list, { may = ["post"] } = {}) {
  await loadPage()
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
    },
  )
  vi.stubGlobal("matchMedia", () => ({ matches: false }))
  store = openStore(list)
  store.dispatch({ type: "room.changed", room: room(7, { name: "Lobby", me: { may } }) })
  actions = {
    history: { loadOlder: vi.fn(), loadNewer: vi.fn() },
    reading: { moved: vi.fn(), markUnread: vi.fn(async () => {}) },
    messages: { remove: vi.fn(async () => {}) },
    dialogs: { open: vi.fn() },
  }
  confirm = { ask: vi.fn(async () => true) }
  report = { open: vi.fn() }
  toast = { say: vi.fn(), warn: vi.fn() }
  copy = vi.fn(async () => true)
  startViews()
}

function startViews() {
  const formats = createDateFormats("en", ["en-GB"])
  createConversation({ element: part("conversation"), store, actions, formats }).start()
  const menu = createMenu({ element: part("menu-layer") })
  menu.start()
  const given = { store, actions, confirm, report, toast, copy, origin: "https://chat.example" }
  const deedsOf = createMessageDeeds(given)
  createMessageMenu({ element: part("room-body"), store, menu, deedsOf }).start()
}

const rows = () => [...document.querySelectorAll(".message")]
const layer = () => part("menu-layer")
const items = () => [...part("menu").children]
const itemWords = () => items().map(words)
const focused = () => document.activeElement

function openMenu(row) {
  row.focus()
  press(row, "Enter")
}

function choose(name) {
  items()
    .find((item) => words(item) === name)
    .click()
  return settled()
}

beforeEach(() => open([message(1, { author: ada }), message(2), message(3)]))

describe("by keyboard", () => {
  test("the Tab key comes by one message alone, the lowest in view or where one was", async () => {
    const stops = () => rows().map((row) => row.tabIndex)
    await vi.waitFor(() => expect(stops()).toEqual([-1, -1, 0]))
    rows()[2].getBoundingClientRect = () => ({ bottom: 900 })
    part("conversation").dispatchEvent(new Event("scroll"))
    await vi.waitFor(() => expect(stops()).toEqual([-1, 0, -1]))
    rows()[0].focus()
    store.dispatch({ type: "feed.arrived", messages: [message(4)] })
    await new Promise((resolve) => setTimeout(resolve, 10))
    expect(stops()).toEqual([0, -1, -1, -1])
  })

  test("arrows go from message to message", () => {
    rows()[2].focus()
    press(focused(), "ArrowUp")
    expect(focused()).toBe(rows()[1])
    press(focused(), "ArrowDown")
    press(focused(), "ArrowDown")
    expect(focused()).toBe(rows()[2])
  })

  test("Enter opens the menu at its first entry, and arrows go through it", () => {
    openMenu(rows()[1])
    expect(layer().hidden).toBe(false)
    expect(part("menu").getAttribute("aria-label")).toBe("Message by Bob")
    expect(focused()).toBe(items()[0])
    press(focused(), "ArrowUp")
    expect(focused()).toBe(items().at(-1))
    press(focused(), "Home")
    press(focused(), "ArrowDown")
    expect(focused()).toBe(items()[1])
  })

  test.each(["Escape", "Tab"])(
    "%s closes it and leads back, and nobody else hears of it",
    (key) => {
      const heard = vi.fn()
      document.addEventListener("keydown", heard, { once: true })
      rows()[1].focus()
      press(rows()[1], "ContextMenu")
      heard.mockClear()
      document.addEventListener("keydown", heard)
      expect(press(focused(), key).defaultPrevented).toBe(true)
      expect(layer().hidden).toBe(true)
      expect(focused()).toBe(rows()[1])
      expect(heard).not.toHaveBeenCalled()
      document.removeEventListener("keydown", heard)
    },
  )
})

describe("with the mouse", () => {
  const hover = (target) => {
    const move = new MouseEvent("pointermove", { bubbles: true })
    target.dispatchEvent(Object.assign(move, { pointerType: "mouse" }))
  }
  const tools = () => part("message-tools")
  const tool = (name) => tools().querySelector(`[data-tool="${name}"]`)

  test("buttons come beside the message that it is over, and go with it", () => {
    hover(rows()[1].querySelector("[data-body]"))
    expect(tools().hidden).toBe(false)
    hover(part("messages"))
    expect(tools().hidden).toBe(true)
  })

  test("one of them opens the menu, a click beside which closes it", () => {
    hover(rows()[1])
    tool("more").click()
    expect(layer().hidden).toBe(false)
    layer().click()
    expect(layer().hidden).toBe(true)
  })

  test("others do at once what is done most", async () => {
    hover(rows()[1])
    tool("copyText").click()
    await settled()
    expect(copy).toHaveBeenCalledWith("message 2")
  })
})

describe("what can be done", () => {
  test("with somebody else's message", () => {
    openMenu(rows()[1])
    const copies = ["Copy the link", "Copy the text"]
    const others = ["Who Bob is", "Mark unread from here", "Report"]
    expect(itemWords()).toEqual([...copies, ...others])
  })

  test("with one's own", () => {
    openMenu(rows()[0])
    expect(itemWords()).toEqual(["Copy the link", "Copy the text", "Delete"])
  })

  test("with anybody's, by who moderates the room", async () => {
    await open([message(2)], { may: ["post", "moderate"] })
    openMenu(rows()[0])
    expect(itemWords()).toContain("Delete")
  })

  test("with a deleted one is little", async () => {
    await open([message(1, { author: ada, content: "", deleted_at: "2026-11-22T10:00:00Z" })])
    openMenu(rows()[0])
    expect(itemWords()).toEqual(["Copy the link"])
  })

  test("is nothing while the server does not have it", () => {
    const pending = { clientId: "c", roomId: 7, content: "mine", createdAt: "2026-11-22T10:00:00Z" }
    store.dispatch({ type: "message.queued", message: pending })
    openMenu(rows().at(-1))
    expect(layer().hidden).toBe(true)
  })
})

describe("the entries", () => {
  test("copy the message's address, and say so", async () => {
    openMenu(rows()[1])
    await choose("Copy the link")
    expect(copy).toHaveBeenCalledWith("https://chat.example/rooms/7/messages/2")
    expect(toast.say).toHaveBeenCalled()
  })

  test("copy the words with the names of those who are called", async () => {
    await open([message(1, { content: "<@2>, look", mentions: [bob] })])
    openMenu(rows()[0])
    await choose("Copy the text")
    expect(copy).toHaveBeenCalledWith("@Bob, look")
  })

  test("say so where the browser lets nobody copy", async () => {
    copy.mockResolvedValue(false)
    openMenu(rows()[1])
    await choose("Copy the link")
    expect(toast.warn).toHaveBeenCalled()
  })

  test("make the message the first unread one", async () => {
    openMenu(rows()[1])
    await choose("Mark unread from here")
    expect(actions.reading.markUnread).toHaveBeenCalledWith(7, 2)
  })

  test("delete it only once that is meant", async () => {
    confirm.ask.mockResolvedValue(false)
    openMenu(rows()[0])
    await choose("Delete")
    expect(actions.messages.remove).not.toHaveBeenCalled()
    confirm.ask.mockResolvedValue(true)
    openMenu(rows()[0])
    await choose("Delete")
    expect(actions.messages.remove).toHaveBeenCalledWith(1)
  })

  test("say why something could not be done", async () => {
    actions.messages.remove.mockRejectedValue(problem("x", { detail: "This room is archived." }))
    openMenu(rows()[0])
    await choose("Delete")
    expect(toast.warn).toHaveBeenCalledWith("This room is archived.")
  })

  test("lead to whoever wrote it", async () => {
    openMenu(rows()[1])
    await choose("Who Bob is")
    const { author } = message(2)
    const given = { person: author, opener: rows()[1] }
    expect(actions.dialogs.open).toHaveBeenCalledWith("person", given)
  })

  test("lead to the report", async () => {
    openMenu(rows()[1])
    await choose("Report")
    expect(report.open).toHaveBeenCalledWith(expect.objectContaining({ id: 2 }))
  })
})
