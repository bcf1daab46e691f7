import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { createConversation } from "../../src/views/conversation.js"
import * as world from "../support.js"

const { ada, goTo, loadPage, lobby, measure, message, messages, openStore, part, room, words } =
  world
const OTHER = 8
const ROW_PX = 50
let store
let actions
let scroller
let resized

/** A layout in which every row is as tall as the next, and the end is the end: jsdom has none. */
function lay() {
  let at = 0
  const rows = () => [...part("messages").children]
  vi.spyOn(Element.prototype, "getBoundingClientRect").mockImplementation(function () {
    const index = rows().indexOf(this)
    const top = index < 0 ? 0 : index * ROW_PX - scroller.scrollTop
    return { top, bottom: top + ROW_PX }
  })
  measure(scroller, { clientHeight: 500 })
  Object.defineProperties(scroller, {
    scrollHeight: { get: () => rows().length * ROW_PX },
    scrollTop: {
      get: () => at,
      set(top) {
        at = Math.max(0, Math.min(top, lowest()))
      },
    },
  })
}

async function open(list, other) {
  await loadPage()
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback) {
        resized = callback
      }
      observe() {}
    },
  )
  scroller = part("conversation")
  lay()
  store = openStore(list, { rooms: [room(OTHER, other)] })
  actions = {
    history: { loadOlder: vi.fn(), loadNewer: vi.fn(), returnToNewest: vi.fn(), goToLine: vi.fn() },
    outbox: {},
    reading: { moved: (isAtBottom) => store.dispatch({ type: "reader.moved", isAtBottom }) },
  }
  const formats = createDateFormats("en", ["en-GB"])
  createConversation({ element: scroller, store, actions, formats }).start()
}

const lowest = () => scroller.scrollHeight - scroller.clientHeight
const there = (from, to) => messages(from, to, { room_id: OTHER })
const scrollTo = (top) => {
  scroller.scrollTop = top
  scroller.dispatchEvent(new Event("scroll"))
}
const line = () => document.querySelector("[data-line]")
const topOf = (row) => row.getBoundingClientRect().top
const rowOf = (id) => document.querySelector(`[data-message-id="${id}"]`)

describe("while the window or the composer changes", () => {
  test("whoever has scrolled up stays where they are", async () => {
    await open(messages(1, 40))
    scrollTo(600)
    measure(scroller, { clientHeight: 400 })
    resized()
    expect(scroller.scrollTop).toBe(600)
  })

  test("whoever follows goes on, whatever is heard late of an earlier movement", async () => {
    await open(messages(1, 40))
    measure(scroller, { clientHeight: 400 })
    scroller.dispatchEvent(new Event("scroll"))
    resized()
    expect(store.state.reader.isFollowing).toBe(true)
    expect(scroller.scrollTop).toBe(lowest())
  })

  test("whoever scrolls up in that moment has scrolled up", async () => {
    await open(messages(1, 40))
    measure(scroller, { clientHeight: 400 })
    scrollTo(600)
    resized()
    expect(store.state.reader.isFollowing).toBe(false)
    expect(scroller.scrollTop).toBe(600)
  })
})

describe("coming back to a room", () => {
  test("leads to the place one left", async () => {
    await open(messages(1, 40))
    scrollTo(600)
    const seen = rowOf(13)
    const before = topOf(seen)
    goTo(store, OTHER, there(50, 90))
    expect(rowOf(13)).toBeNull()
    goTo(store, lobby.id)
    expect(topOf(rowOf(13))).toBe(before)
  })

  test("leads to the newest for whoever was there", async () => {
    await open(messages(1, 40))
    goTo(store, OTHER, there(50, 90))
    store.dispatch({ type: "feed.arrived", messages: [message(99, { author: ada })] })
    goTo(store, lobby.id)
    expect(store.state.reader.isFollowing).toBe(true)
    expect(scroller.scrollTop).toBe(lowest())
  })
})

describe("what is new", () => {
  beforeEach(() => open(messages(1, 40), { newest_id: 90, read_id: 60, unread: 30 }))

  test("begins at a line, a quarter down the view, above the first message of others", () => {
    goTo(store, OTHER, there(50, 90))
    expect(words(line())).toBe("New since you were away")
    expect(line().nextElementSibling.dataset.messageId).toBe("61")
    expect(topOf(line())).toBe(125)
    expect(words(part("pill"))).toBe("30 new messages")
  })

  test("is read only at its end", () => {
    goTo(store, OTHER, there(50, 90))
    expect(store.state.rooms[OTHER].unread).toBe(30)
    scrollTo(lowest())
    expect(store.state.rooms[OTHER].unread).toBe(0)
    expect(line()).not.toBeNull()
  })

  test("is announced above where it is more than a page, with a way there", () => {
    goTo(store, OTHER, there(80, 90), { more: true })
    expect(line()).toBeNull()
    expect(words(part("line-pill"))).toBe("30 new messages above")
    part("line-pill").click()
    expect(actions.history.goToLine).toHaveBeenCalled()
    const [above, below] = [world.page(there(50, 60)), world.page(there(61, 80), { more: true })]
    store.dispatch({ type: "history.lineReached", roomId: OTHER, above, below })
    expect(part("line-pill").hidden).toBe(true)
    expect(topOf(line())).toBe(125)
  })

  test("that is short is read at once, with the line still there", async () => {
    await open(messages(1, 40), { newest_id: 52, read_id: 51, unread: 1 })
    goTo(store, OTHER, there(50, 52))
    expect(line()).not.toBeNull()
    expect(store.state.rooms[OTHER].unread).toBe(0)
  })
})

test("the message of a link is brought into view and marked, one at a time", async () => {
  await open(messages(1, 60))
  const marked = () => [...document.querySelectorAll("[aria-current=location]")]
  store.dispatch({ type: "place.entered", roomId: lobby.id, messageId: 20 })
  expect(topOf(rowOf(20))).toBe(125)
  expect(marked()).toEqual([rowOf(20)])
  store.dispatch({ type: "place.entered", roomId: lobby.id, messageId: 30 })
  expect(marked()).toEqual([rowOf(30)])
})
