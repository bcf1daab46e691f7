import { beforeEach, describe, expect, test, vi } from "vitest"
import { createNotices } from "../../src/views/notices.js"
import * as world from "../support.js"

const { ada, bob, goTo, loadPage, message, openStore, room } = world
const OTHER = 8
const said = (id, rest) => message(id, { room_id: OTHER, ...rest })
let store
let shown
let actions
let chime

async function open(rest) {
  await loadPage()
  store = openStore([], { rooms: [room(OTHER, { name: "Harbour", ...rest })] })
  shown = []
  actions = {
    places: { open: vi.fn() },
    notices: { done: vi.fn((roomId) => store.dispatch({ type: "notice.done", roomId })) },
  }
  chime = { play: vi.fn() }
  const desktop = {
    show: (options) => {
      shown.push({ ...options, close: vi.fn() })
      return shown.at(-1).close
    },
  }
  createNotices({ store, actions, desktop, chime }).start()
}

/** Somebody says something that this tab is to tell of. */
function tell(news) {
  store.dispatch({ type: "feed.arrived", messages: [news] })
  store.dispatch({ type: "notice.due", message: news })
}

beforeEach(() => open())

describe("a notification", () => {
  test("says in plain text who said what, and where", () => {
    tell(said(1, { content: "**Look**,\n <@1>:  <b>now</b>", mentions: [ada] }))
    expect(shown[0]).toMatchObject({
      title: "Harbour",
      body: "Bob: **Look**, @Ada: <b>now</b>",
      tag: `parley-${location.origin}/rooms/8`,
      icon: "/icon-180.png",
      renotify: true,
      silent: true,
    })
  })

  test("takes the place of the last one of its room, and says how much there is", () => {
    tell(said(1))
    tell(said(2))
    expect(shown.map(({ body }) => body)).toEqual([
      "Bob: message 1",
      "Bob: message 2\n2 new messages",
    ])
    expect(new Set(shown.map(({ tag }) => tag)).size).toBe(1)
  })

  test("counts mentions where only those are told", async () => {
    await open({ me: { level: "mentions" }, unread: 5, mentions: 1 })
    tell(said(1, { mentions_room: true }))
    expect(shown[0].body).toBe("Bob: message 1\n2 mentions of you")
  })

  test("of a conversation of two is called like the other one, and has their face", async () => {
    const face = { ...bob, avatar: "abc" }
    await open({ kind: "direct", name: "", people: [face] })
    const author = { author: bob }
    tell({ ...said(1, author), author: face })
    expect(shown[0]).toMatchObject({ title: "Bob", body: "message 1", icon: "/api/avatars/abc" })
  })

  test("is short, and cuts no character in two", () => {
    tell(said(1, { content: "🎉".repeat(500) }))
    expect(shown[0].body).toBe(`Bob: ${"🎉".repeat(160)}…`)
  })

  test("leads to its message when it is clicked, and goes", () => {
    const focus = vi.spyOn(window, "focus").mockImplementation(() => {})
    tell(said(1))
    shown[0].onClick()
    expect(focus).toHaveBeenCalled()
    expect(actions.places.open).toHaveBeenCalledWith(OTHER, { messageId: 1 })
    expect(shown[0].close).toHaveBeenCalled()
  })

  test("goes when the room is read, and does not come back when it is unread again", () => {
    tell(said(1))
    store.dispatch({ type: "room.read", roomId: OTHER })
    expect(shown[0].close).toHaveBeenCalled()
    const answer = { read_id: 0, unread: 1, mentions: 0, reads: 1 }
    store.dispatch({ type: "room.unread", roomId: OTHER, answer })
    expect(shown).toHaveLength(1)
  })

  test("that somebody waved away does not come back", () => {
    tell(said(1))
    shown[0].onClose()
    expect(actions.notices.done).toHaveBeenCalledWith(OTHER)
    goTo(store, 7)
    expect(shown).toHaveLength(1)
  })

  test("that another took the place of takes nothing along", () => {
    tell(said(1))
    tell(said(2))
    shown[0].onClose()
    expect(shown[1].close).not.toHaveBeenCalled()
    expect(store.state.notices[OTHER].id).toBe(2)
  })

  test("does not outlive its page", () => {
    tell(said(1))
    window.dispatchEvent(new Event("pagehide"))
    expect(shown[0].close).toHaveBeenCalled()
  })
})

test.each([
  [true, 1],
  [false, 0],
])("a sound (%s) is heard only where one is wanted", (hasSound, times) => {
  store.dispatch({ type: "notifying.changed", change: { hasSound } })
  tell(said(1))
  expect(chime.play).toHaveBeenCalledTimes(times)
})
