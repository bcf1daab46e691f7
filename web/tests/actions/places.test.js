import { beforeEach, describe, expect, test, vi } from "vitest"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createPlaces } from "../../src/actions/places.js"
import { PLACE } from "../../src/store/state.js"
import { fakeMemory, goTo, lobby, message, messages, openStore, room } from "../support.js"

const OTHER = 8
let store
let bar
let places
let wake
let keepsakes

/** An address bar, and what was written into it. */
function fakeBar(path) {
  const listeners = []
  return {
    path,
    written: [],
    push(next) {
      this.written.push(`push ${next}`)
      this.path = next
    },
    replace(next) {
      this.written.push(`replace ${next}`)
      this.path = next
    },
    onMove: (listener) => listeners.push(listener),
    move(next) {
      this.path = next
      for (const listener of listeners) listener(next)
    },
  }
}

function open(rooms = [room(OTHER, { name: "Design review" })], path = "/") {
  store = openStore(messages(1, 3), { rooms })
  bar = fakeBar(path)
  wake = vi.fn()
  keepsakes = createKeepsakes(fakeMemory())
  places = createPlaces({ store, bar, keepsakes, wake })
  places.start()
}

const at = () => store.state.place.roomId

beforeEach(() => open())

describe("the address", () => {
  test("says which room is open, and the browser remembers it", () => {
    expect(bar.written).toEqual(["replace /rooms/7-lobby"])
    expect(keepsakes.room()).toBe(lobby.id)
  })

  test("goes with the reader from room to room", () => {
    places.open(OTHER)
    expect(bar.written.at(-1)).toBe("push /rooms/8-design-review")
    expect(wake).toHaveBeenCalled()
    goTo(store, OTHER, [message(9, { room_id: OTHER })])
    expect(bar.written).toHaveLength(2)
    expect(keepsakes.room()).toBe(OTHER)
  })

  test("is put right when the room gets another name", () => {
    store.dispatch({ type: "room.changed", room: { ...lobby, name: "Quay" } })
    expect(bar.written.at(-1)).toBe("replace /rooms/7-quay")
  })

  test("of a message stays as long as the reader came for it", () => {
    places.open(lobby.id, { messageId: 2 })
    expect(bar.written.at(-1)).toBe("push /rooms/7/messages/2")
    places.open(lobby.id)
    expect(bar.path).toBe("/rooms/7-lobby")
  })

  test("of a room that is not mine is left as it was", () => {
    places.follow("/rooms/99-secret-plans")
    store.dispatch({ type: "place.missing", roomId: 99 })
    expect(bar.path).toBe("/rooms/99")
    expect(keepsakes.room()).toBe(lobby.id)
  })

  test("leads back and forward without another entry", () => {
    places.open(OTHER)
    const written = bar.written.length
    bar.move("/rooms/7-lobby")
    expect(at()).toBe(lobby.id)
    bar.move("/rooms/8-an-older-name")
    expect(at()).toBe(OTHER)
    expect(bar.written.filter((line) => line.startsWith("push"))).toHaveLength(1)
    expect(bar.written.length).toBeLessThanOrEqual(written + 1)
  })
})

test("a link is followed only where it leads to a room", () => {
  expect(places.follow("/account")).toBe(false)
  expect(places.follow("/rooms/8/messages/5")).toBe(true)
  expect(store.state.place).toMatchObject({ roomId: OTHER, messageId: 5 })
})

describe("from room to room", () => {
  const rooms = [
    room(20, { name: "A", unread: 1 }),
    room(21, { name: "B" }),
    room(22, { name: "Z", unread: 2 }),
  ]

  test("goes down and up the sidebar, round and round", () => {
    open(rooms)
    const way = [1, 1, 1, 1, -1, -1].map((by) => (places.step(by), at()))
    expect(way).toEqual([22, 20, 21, lobby.id, 21, 20])
  })

  test("goes to what is unread only, if that is wished", () => {
    open(rooms)
    places.stepToUnread(1)
    expect(at()).toBe(22)
    places.stepToUnread(1)
    expect(at()).toBe(20)
    open([])
    places.stepToUnread(1)
    expect(at()).toBe(lobby.id)
  })
})

test("from a room that is lost the way leads back to the first one", () => {
  goTo(store, OTHER, [message(9, { room_id: OTHER })])
  store.dispatch({ type: "rooms.left", roomIds: [OTHER] })
  expect(store.state.place.stage).toBe(PLACE.left)
  places.openFirst()
  expect(store.state.place).toMatchObject({ stage: PLACE.room, roomId: lobby.id })
})
