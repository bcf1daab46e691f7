import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDialogs } from "../../src/actions/dialogs.js"
import { createOpeners } from "../../src/views/openers.js"
import { createRoomFilter } from "../../src/views/room-filter.js"
import { createRoomList } from "../../src/views/room-list.js"
import * as world from "../support.js"

const { ada, bob, enterAs, isTaken, loadPage, lobby, member, openStore, part, press, room, words } =
  world
let store
let actions

async function open(rooms = []) {
  await loadPage()
  store = openStore([], { rooms })
  actions = {
    places: { open: vi.fn() },
    sidebar: {
      order: vi.fn((order) => store.dispatch({ type: "sidebar.ordered", order })),
      filter: (filter) => store.dispatch({ type: "sidebar.filtered", filter }),
      fold: (section, isFolded) => store.dispatch({ type: "sidebar.folded", section, isFolded }),
    },
  }
  createRoomList({ element: part("rooms"), store, actions }).start()
  createRoomFilter({ element: part("room-filter"), store, actions }).start()
}

const section = (key) => document.querySelector(`[data-section="${key}"]`)
const links = () => [...document.querySelectorAll("[data-room-link]")]
const link = (id) => document.querySelector(`[data-room-id="${id}"]`)
const seen = (element) =>
  [...element.querySelectorAll("span:not([hidden])")].map(words).filter(Boolean)

describe("a room in the list", () => {
  test("is a link with its address, which opens it without a reload", async () => {
    await open([room(8, { name: "Design review" })])
    expect(link(8).getAttribute("href")).toBe("/rooms/8-design-review")
    expect(isTaken(link(8))).toBe(true)
    expect(actions.places.open).toHaveBeenCalledWith(8)
  })

  test.each(["ctrlKey", "metaKey", "shiftKey"])("is left to the browser with %s", async (key) => {
    await open([room(8)])
    expect(isTaken(link(8), { [key]: true })).toBe(false)
    expect(actions.places.open).not.toHaveBeenCalled()
  })

  test("says what is unread, to eyes and to screen readers", async () => {
    await open([
      room(8, { unread: 12 }),
      room(9, { unread: 300 }),
      room(10, { unread: 5, mentions: 2 }),
    ])
    expect(link(8).classList.contains("room-link--unread")).toBe(true)
    expect(words(link(8).querySelector("[data-count]"))).toBe("12")
    expect(words(link(9).querySelector("[data-count]"))).toBe("99+")
    expect(words(link(10).querySelector("[data-mentions]"))).toBe("@ 2")
    expect(link(10).querySelector("[data-count]").hidden).toBe(true)
    expect(words(link(8).querySelector("[data-count-words]"))).toBe(", 12 unread messages")
    expect(words(link(10).querySelector("[data-count-words]"))).toBe(", 2 mentions of you")
    expect(link(lobby.id).classList.contains("room-link--unread")).toBe(false)
  })

  test("that keeps to itself is dimmed, without a number", async () => {
    await open([room(8, { unread: 12, me: { level: "nothing" } })])
    expect(link(8).className).toBe("room-link room-link--muted")
    expect(link(8).querySelector("[data-count]").hidden).toBe(true)
  })

  test("tells of a message that was not sent there", async () => {
    await open([room(8)])
    const mine = { clientId: "c", roomId: 8, content: "x", createdAt: "2026-11-22" }
    store.dispatch({ type: "message.queued", message: mine })
    expect(link(8).querySelector("[data-unsent]").hidden).toBe(true)
    store.dispatch({ type: "message.failed", clientId: "c", problem: { type: "invalid" } })
    expect(link(8).querySelector("[data-unsent]").hidden).toBe(false)
  })

  test("with a person is called after them, and follows their renames", async () => {
    await open([room(8, { kind: "direct", name: "", people: [bob] })])
    expect(words(link(8).querySelector("[data-room-name]"))).toBe("Bob")
    const renamed = world.message(50, { author: { ...bob, name: "Robert" } })
    store.dispatch({ type: "feed.arrived", messages: [renamed] })
    expect(words(link(8).querySelector("[data-room-name]"))).toBe("Robert")
    expect(words(link(8).querySelector("[data-room-face]"))).toBe("RO")
  })

  test("keeps its element, and the focus, whatever happens around it", async () => {
    await open([room(8), room(9)])
    const [first] = links()
    link(9).focus()
    const focused = document.activeElement
    store.dispatch({ type: "room.changed", room: room(6, { name: "A new one" }) })
    store.dispatch({ type: "room.changed", room: room(9, { me: { is_favourite: true } }) })
    expect(links()).toHaveLength(4)
    expect(links()).toContain(first)
    expect(link(9)).toBe(focused)
    store.dispatch({ type: "rooms.left", roomIds: [6] })
    expect(link(6)).toBeNull()
  })

  test("has nothing of its name or icon read as markup", async () => {
    await open([room(8, { name: "<img src=x>", icon: "<b>" })])
    expect(part("rooms").querySelectorAll("img, b")).toHaveLength(0)
    expect(words(link(8).querySelector("[data-room-name]"))).toBe("<img src=x>")
  })
})

test("the open room is marked, and the mark goes along", async () => {
  await open([room(8)])
  expect(link(lobby.id).getAttribute("aria-current")).toBe("page")
  store.dispatch({ type: "place.entered", roomId: 8 })
  expect(link(lobby.id).hasAttribute("aria-current")).toBe(false)
  expect(link(8).getAttribute("aria-current")).toBe("page")
})

describe("a section", () => {
  test("folds and unfolds; what calls for attention stays in sight", async () => {
    await open([room(8), room(9, { unread: 1 })])
    const fold = section("rooms").querySelector("[data-fold]")
    fold.click()
    expect(fold.getAttribute("aria-expanded")).toBe("false")
    expect(links().map(({ dataset }) => Number(dataset.roomId))).toEqual([lobby.id, 9])
    fold.click()
    expect(links()).toHaveLength(3)
  })

  test("without a room is not there, unless it has something to offer", async () => {
    await open()
    expect([section("favourites").hidden, section("people").hidden]).toEqual([true, true])
    const dialogs = createDialogs()
    dialogs.bring("new-conversation", vi.fn())
    createOpeners({ element: part("app"), store, dialogs }).start()
    enterAs(store, member)
    expect(section("people").hidden).toBe(false)
  })
})

describe("the filter", () => {
  const many = Array.from({ length: 9 }, (_, index) => room(20 + index, { name: `Room ${index}` }))
  const field = () => part("filter-field")
  const type = (text) => {
    field().value = text
    field().dispatchEvent(new Event("input", { bubbles: true }))
  }

  test("is there where there are many rooms", async () => {
    await open()
    expect(part("room-filter").hidden).toBe(true)
    await open(many)
    expect(part("room-filter").hidden).toBe(false)
  })

  test("shows what matches as one types, and Enter opens the first", async () => {
    await open(many)
    type("room 4")
    expect(links().map(({ dataset }) => dataset.roomId)).toEqual(["24"])
    press(field(), "Enter")
    expect(actions.places.open).toHaveBeenCalledWith(24)
    expect(field().value).toBe("")
    expect(links()).toHaveLength(10)
  })

  test("says where nothing matches; Escape empties it and goes no further", async () => {
    await open(many)
    type("zzz")
    expect(words(part("no-rooms"))).toBe("No room here is called “zzz”.")
    const outside = vi.fn()
    document.body.addEventListener("keydown", outside, { once: true })
    press(field(), "Escape")
    expect(outside).not.toHaveBeenCalled()
    expect(words(part("no-rooms"))).toBe("")
  })

  test("has the order beside it, which says what a click brings", async () => {
    await open(many)
    expect(part("order").title).toBe("Order by latest activity")
    part("order").click()
    expect(actions.sidebar.order).toHaveBeenCalledWith("activity")
    expect(part("order").title).toBe("Order by name")
  })
})

describe("buttons that open dialogs", () => {
  beforeEach(() => open())

  const button = (name) => document.querySelector(`[data-opens="${name}"]`)

  test("are there only where the dialog is, and not for guests where it is for members", () => {
    const dialogs = createDialogs()
    const browse = vi.fn()
    dialogs.bring("browse", browse)
    dialogs.bring("new-room", vi.fn())
    createOpeners({ element: part("app"), store, dialogs }).start()
    expect(["browse", "new-room", "jump"].map((name) => button(name).hidden)).toEqual([
      false,
      true,
      true,
    ])
    enterAs(store, member)
    expect(button("new-room").hidden).toBe(false)
    button("browse").click()
    expect(browse).toHaveBeenCalledWith({ opener: button("browse") })
    enterAs(store, ada)
    expect(button("new-room").hidden).toBe(true)
  })
})

test("nothing is shown twice", async () => {
  await open([room(8, { unread: 3 })])
  expect(seen(link(8))).toEqual(["Room 8", "3", ", 3 unread messages"])
})
