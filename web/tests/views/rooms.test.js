import { beforeEach, describe, expect, test, vi } from "vitest"
import { createReadAll } from "../../src/views/read-all.js"
import { createRoomHead } from "../../src/views/room-head.js"
import { createRoomKeys } from "../../src/views/room-keys.js"
import { createRoomLinks } from "../../src/views/room-links.js"
import { createStage } from "../../src/views/stage.js"
import { createTitle } from "../../src/views/title.js"
import * as world from "../support.js"

const {
  bob,
  goTo,
  isTaken,
  loadPage,
  lobby,
  message,
  openStore,
  part,
  press,
  problem,
  room,
  settled,
  words,
} = world
const OTHER = 8
let store

beforeEach(async () => {
  await loadPage()
})

describe("the header", () => {
  const about = () => words(part("room-about"))
  const open = (rest) => {
    store = openStore([], { rooms: [room(OTHER, rest)] })
    createRoomHead({ element: part("head"), store }).start()
    goTo(store, OTHER)
  }

  test("says what the room is, what it is about, and how many are in it", () => {
    open({ name: "Design", topic: "Shapes and colours", member_count: 34, icon: "🎨" })
    expect(words(document.querySelector("h1"))).toBe("Design")
    expect(about()).toBe("Shapes and colours · 34 people")
    expect(words(part("head").querySelector("[data-room-face]"))).toBe("🎨")
  })

  test("of a conversation of two is the other person", () => {
    open({ kind: "direct", name: "", people: [bob], member_count: 2 })
    expect(words(document.querySelector("h1"))).toBe("Bob")
    expect(about()).toBe("")
  })

  test("of a place outside says only whose page this is", () => {
    open({})
    store.dispatch({ type: "rooms.left", roomIds: [OTHER] })
    expect(words(document.querySelector("h1"))).toBe("Parley")
    expect(part("head").querySelector("[data-room-face]").hidden).toBe(true)
  })
})

describe("a place outside", () => {
  const scene = () => part("stage").dataset.scene
  const found = {
    id: 99,
    kind: "public",
    name: "<i>Quay",
    topic: "Boats",
    icon: "",
    member_count: 3,
  }
  let actions
  let onTryNow

  beforeEach(() => {
    store = openStore([message(1)], { rooms: [room(OTHER)] })
    actions = { rooms: { join: vi.fn(async () => {}) }, places: { openFirst: vi.fn() } }
    onTryNow = vi.fn()
    createStage({ element: part("stage"), store, actions, onTryNow }).start()
  })

  const stand = (news) => {
    store.dispatch({ type: "place.entered", roomId: 99 })
    store.dispatch(news)
  }

  test("that is not there, or not for me, says no more than that, and leads back", () => {
    stand({ type: "place.missing", roomId: 99 })
    expect(scene()).toBe("missing")
    part("stage").querySelector("[data-to-first]").click()
    expect(actions.places.openFirst).toHaveBeenCalled()
  })

  test("that I may join shows what anybody is told, and joins", async () => {
    stand({ type: "place.found", room: found })
    expect(words(part("found-name"))).toBe("<i>Quay")
    expect(words(part("found-count"))).toBe("3 people")
    part("join").click()
    await settled()
    expect(actions.rooms.join).toHaveBeenCalledWith(99)
    expect(onTryNow).toHaveBeenCalled()
  })

  test("that refuses me says why, and can be tried again", async () => {
    stand({ type: "place.found", room: found })
    actions.rooms.join.mockRejectedValueOnce(problem("not-allowed", { detail: "Not for guests." }))
    part("join").click()
    await settled()
    expect(words(part("join-problem"))).toBe("Not for guests.")
    part("join").click()
    await settled()
    expect(words(part("join-problem"))).toBe("")
  })

  test("that was mine until now says so", () => {
    goTo(store, OTHER, [message(9, { room_id: OTHER })])
    store.dispatch({ type: "rooms.left", roomIds: [OTHER] })
    expect(scene()).toBe("left")
  })
})

describe("keys", () => {
  let places
  let reading

  beforeEach(() => {
    store = openStore([message(1)])
    places = { step: vi.fn(), stepToUnread: vi.fn() }
    reading = { markRead: vi.fn() }
    const page = document.implementation.createHTMLDocument()
    page.body.append(document.createElement("input"))
    createRoomKeys({ places, reading, store, page }).start()
    key = (name, rest) => press(page.querySelector("input"), name, rest)
    dialog = page.createElement("dialog")
    page.body.append(dialog)
  })

  let key
  let dialog

  test("Alt with an arrow goes from room to room, with Shift to what is unread", () => {
    expect(key("ArrowDown", { altKey: true }).defaultPrevented).toBe(true)
    key("ArrowUp", { altKey: true, shiftKey: true })
    expect(places.step).toHaveBeenCalledWith(1)
    expect(places.stepToUnread).toHaveBeenCalledWith(-1)
  })

  test("Escape marks the room as read", () => {
    key("Escape")
    expect(reading.markRead).toHaveBeenCalledWith(lobby.id)
  })

  test("all others, and all inside a dialog, are left alone", () => {
    key("ArrowDown")
    key("ArrowDown", { altKey: true, ctrlKey: true })
    key("Escape", { isComposing: true })
    dialog.setAttribute("open", "")
    key("ArrowDown", { altKey: true })
    key("Escape")
    expect(places.step).not.toHaveBeenCalled()
    expect(reading.markRead).not.toHaveBeenCalled()
  })
})

describe("marking everything as read", () => {
  let reading

  beforeEach(() => {
    store = openStore([message(1)], { rooms: [room(OTHER, { unread: 3 })] })
    const markAllRead = vi.fn(async () => store.dispatch({ type: "rooms.read", reads: 1 }))
    reading = { markAllRead }
    const page = document.implementation.createHTMLDocument()
    createReadAll({ element: part("sidebar"), store, reading, page }).start()
    shiftEscape = () => press(page.body, "Escape", { shiftKey: true })
  })

  let shiftEscape

  test("is offered while anything is unread, and says what went wrong", async () => {
    reading.markAllRead.mockRejectedValueOnce(problem("unreachable"))
    part("read-all").click()
    await settled()
    expect(words(part("read-all-problem"))).toMatch(/cannot be reached/)
    part("read-all").click()
    await settled()
    expect(words(part("read-all-problem"))).toBe("")
    expect(part("read-all").hidden).toBe(true)
  })

  test("has a key, which does nothing else", () => {
    expect(shiftEscape().defaultPrevented).toBe(true)
    expect(reading.markAllRead).toHaveBeenCalledTimes(1)
  })
})

describe("links in messages", () => {
  const follow = vi.fn()
  const click = (href, rest) => {
    const link = document.createElement("a")
    link.href = href
    part("messages").append(link)
    return isTaken(link, rest)
  }

  test("into a room here are followed on the page, others by the browser", () => {
    const { origin } = location
    createRoomLinks({ element: part("messages"), places: { follow }, origin }).start()
    expect(click(`${origin}/rooms/8/messages/5`)).toBe(true)
    expect(follow).toHaveBeenCalledWith("/rooms/8/messages/5")
    expect(click(`${origin}/rooms/8`, { ctrlKey: true })).toBe(false)
    expect(click("#elsewhere")).toBe(false)
    expect(follow).toHaveBeenCalledTimes(1)
  })
})

test("the title counts what is unread in all rooms", () => {
  store = openStore([message(1)], { rooms: [room(OTHER, { unread: 3 })] })
  createTitle({ store }).start()
  expect(document.title).toBe("(3) Lobby - Parley")
  store.dispatch({ type: "rooms.read", reads: 1 })
  expect(document.title).toBe("Lobby - Parley")
})
