import { describe, expect, test } from "vitest"
import { concernsRooms } from "../../src/store/rooms.js"
import { unreadInAll } from "../../src/store/selectors.js"
import { PLACE } from "../../src/store/state.js"
import { ada, bob, goTo, ids, lobby, message, messages, openStore, room } from "../support.js"

const OTHER = 8
const arrive = (store, ...list) => store.dispatch({ type: "feed.arrived", messages: list })
const there = (id, rest) => message(id, { room_id: OTHER, ...rest })
const counts = (store, id = OTHER) => {
  const { newest_id, unread, mentions } = store.state.rooms[id]
  return [newest_id, unread, mentions]
}
const open = (rest) => openStore([message(1)], { rooms: [room(OTHER, rest)] })

describe("what is said in a room that is not open", () => {
  test("counts at once, once, and only what others said and did not take back", () => {
    const store = open()
    arrive(
      store,
      there(2),
      there(3, { author: ada }),
      there(4, { kind: "notice" }),
      there(5, { deleted_at: "2026-11-22T09:00:00Z" }),
      there(6),
    )
    expect(counts(store)).toEqual([6, 2, 0])
    arrive(store, there(6), there(2, { revision: 9, edited_at: "2026-11-22T09:00:00Z" }))
    expect(counts(store)).toEqual([6, 2, 0])
  })

  test("counts as a mention where it means me or everybody", () => {
    const store = open()
    const { id, name } = ada
    arrive(
      store,
      there(2, { mentions: [{ id, name }] }),
      there(3, { mentions_room: true }),
      there(4, { mentions: [{ id: bob.id, name: bob.name }] }),
      there(5, { kind: "notice", mentions: [{ id, name }] }),
    )
    expect(counts(store)).toEqual([5, 3, 2])
  })

  test("is not counted beyond a thousand, as the server does it", () => {
    const store = open({ unread: 999, newest_id: 1 })
    arrive(store, there(2), there(3))
    expect(counts(store)).toEqual([3, 1000, 0])
  })

  test("reaches its history on the shelf", () => {
    const store = open()
    goTo(store, OTHER, [there(2)])
    goTo(store, lobby.id)
    arrive(store, there(3), there(2, { revision: 9, content: "better" }))
    goTo(store, OTHER)
    expect(store.state.place.stage).toBe(PLACE.room)
    expect(ids(store)).toEqual([2, 3])
    expect(store.state.history.messages[0].content).toBe("better")
  })
})

describe("the rooms are asked for again", () => {
  const asks = (store, ...list) => concernsRooms(store.state, list)

  test("for a message of a room that is not known, and for every notice", () => {
    const store = open()
    expect(asks(store, message(2, { room_id: 99 }))).toBe(true)
    expect(asks(store, there(2, { kind: "notice" }))).toBe(true)
    expect(asks(store, there(2))).toBe(false)
  })

  test("when something unread is taken back or reworded, not when it was read", () => {
    const store = open({ newest_id: 5, read_id: 3, unread: 2 })
    const deleted_at = "2026-11-22T09:00:00Z"
    expect(asks(store, there(4, { revision: 9, deleted_at }))).toBe(true)
    expect(asks(store, there(4, { revision: 9, edited_at: deleted_at }))).toBe(true)
    expect(asks(store, there(3, { revision: 9, deleted_at }))).toBe(false)
    expect(asks(store, there(4, { revision: 9, deleted_at, author: ada }))).toBe(false)
  })
})

describe("an answer about all rooms", () => {
  const answer = (store, ...rooms) =>
    store.dispatch({ type: "rooms.arrived", rooms: [lobby, ...rooms], reads: 0 })

  test("holds, but for what the feed has brought since", () => {
    const store = open({ newest_id: 1 })
    arrive(store, there(2))
    answer(store, room(OTHER, { newest_id: 1, name: "New name" }))
    expect(counts(store)).toEqual([2, 1, 0])
    expect(store.state.rooms[OTHER].name).toBe("New name")
    answer(store, room(OTHER, { newest_id: 2, unread: 0 }))
    expect(counts(store)).toEqual([2, 0, 0])
  })

  test("does not take back what was read while it was under way", () => {
    const store = open({ newest_id: 5, unread: 2, read_id: 3 })
    goTo(store, OTHER, [there(4), there(5)])
    store.dispatch({ type: "reader.moved", isAtBottom: true })
    expect(store.state.marks).toEqual({ [OTHER]: 5 })
    answer(store, room(OTHER, { newest_id: 5, unread: 2, read_id: 3 }))
    expect(counts(store)).toEqual([5, 0, 0])
  })

  test("without a room takes it away, and its history", () => {
    const store = open()
    goTo(store, OTHER, [there(2)])
    goTo(store, lobby.id)
    answer(store)
    expect(store.state).toMatchObject({ shelf: [], place: { stage: PLACE.room } })
    expect(store.state.rooms[OTHER]).toBeUndefined()
  })
})

describe("a room that I am in no more", () => {
  const leave = (store) => store.dispatch({ type: "rooms.left", roomIds: [OTHER] })

  test("is gone at once, with its messages and what was not sent there", () => {
    const store = open()
    goTo(store, OTHER, [there(2)])
    const mine = { clientId: "c", roomId: OTHER, content: "x", createdAt: "2026-11-22" }
    store.dispatch({ type: "message.queued", message: mine })
    leave(store)
    expect(store.state.place).toMatchObject({ stage: PLACE.left, roomId: OTHER })
    expect(store.state).toMatchObject({ history: { isOpen: false, messages: [] }, outbox: [] })
  })

  test("changes nothing for who reads elsewhere", () => {
    const store = open()
    const { history } = store.state
    leave(store)
    expect(store.state.history).toBe(history)
    expect(store.state.place.stage).toBe(PLACE.room)
  })

  test("opens by itself when I am in it again", () => {
    const store = open()
    goTo(store, OTHER, [there(2)])
    leave(store)
    store.dispatch({ type: "room.changed", room: room(OTHER) })
    expect(store.state.place).toMatchObject({ stage: PLACE.opening, roomId: OTHER })
  })
})

test("another person begins with no rooms at all", () => {
  const store = open({ unread: 3 })
  store.dispatch({ type: "session.entered", person: bob })
  expect(store.state).toMatchObject({ rooms: {}, areRoomsKnown: false, shelf: [], marks: {} })
  expect(store.state.place.stage).toBe(PLACE.opening)
})

test("the sum of what is unread leaves out rooms that keep to themselves", () => {
  const levels = ["all", "mentions", "nothing", "hidden"]
  const rooms = levels.map((level, index) =>
    room(20 + index, { unread: 10 ** index, me: { level } }),
  )
  expect(unreadInAll(openStore(messages(1, 2), { rooms }).state)).toBe(11)
})
