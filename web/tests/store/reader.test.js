import { describe, expect, test } from "vitest"
import { goTo, lobby, message, messages, openStore, room } from "../support.js"

const OTHER = 8
const arrive = (store, ...list) => store.dispatch({ type: "feed.arrived", messages: list })
const here = (store) => store.state.rooms[lobby.id]

describe("reading along", () => {
  test("whoever sees the newest messages has read them, and the server is to know", () => {
    const store = openStore(messages(1, 3))
    arrive(store, message(4))
    expect(here(store)).toMatchObject({ unread: 0, read_id: 4 })
    expect(store.state.marks).toEqual({ [lobby.id]: 4 })
  })

  test("also what a page of the room brought before the feed did", () => {
    const store = openStore(messages(1, 3), { rooms: [room(OTHER, { newest_id: 3, read_id: 3 })] })
    const there = { room_id: OTHER }
    goTo(store, OTHER, [message(2, there), message(4, there)])
    expect(store.state.rooms[OTHER]).toMatchObject({ newest_id: 4, unread: 0, read_id: 4 })
    goTo(store, lobby.id)
    arrive(store, message(4, there))
    expect(store.state.rooms[OTHER].unread).toBe(0)
    expect(store.state.marks).toEqual({ [OTHER]: 4 })
  })

  test("own words and notices make no mark", () => {
    const store = openStore(messages(1, 3))
    arrive(store, message(4, { kind: "notice" }), message(5, { author: store.state.me }))
    expect(store.state.marks).toEqual({})
  })

  test.each([
    ["further up", { type: "reader.moved", isAtBottom: false }],
    ["while nobody looks", { type: "reader.looked", isVisible: false }],
    ["while one works in another window", { type: "reader.focused", isFocused: false }],
  ])("nothing is read %s", (_, news) => {
    const store = openStore(messages(1, 3))
    store.dispatch(news)
    arrive(store, message(4), message(5))
    expect(here(store)).toMatchObject({ unread: 2, read_id: 3 })
  })

  test("whoever comes back to the window reads on from a line", () => {
    const store = openStore(messages(1, 3))
    store.dispatch({ type: "reader.focused", isFocused: false })
    arrive(store, message(4))
    store.dispatch({ type: "reader.focused", isFocused: true })
    expect(here(store).unread).toBe(0)
    expect(store.state.history.lineId).toBe(3)
  })

  test("a mark that the server has is no longer to be sent, a newer one still is", () => {
    const store = openStore(messages(1, 3))
    const acknowledge = (messageId, reads) =>
      store.dispatch({ type: "mark.acknowledged", roomId: lobby.id, messageId, reads })
    arrive(store, message(4))
    arrive(store, message(5))
    acknowledge(4, 7)
    expect(store.state).toMatchObject({ marks: { [lobby.id]: 5 }, reads: 7 })
    acknowledge(5, 8)
    expect(store.state).toMatchObject({ marks: {}, reads: 8 })
  })
})

describe("marking as unread", () => {
  const unread = (store, roomId = lobby.id) =>
    store.dispatch({
      type: "room.unread",
      roomId,
      answer: { read_id: 1, unread: 2, mentions: 1, reads: 4 },
    })

  test("holds, though the reader is at the end, until they say so or come back", () => {
    const store = openStore(messages(1, 3), { rooms: [room(OTHER)] })
    unread(store)
    expect(store.state.history.lineId).toBe(1)
    arrive(store, message(4))
    store.dispatch({ type: "reader.moved", isAtBottom: true })
    expect(here(store)).toMatchObject({ unread: 3, mentions: 1, read_id: 1 })
    goTo(store, OTHER, [message(9, { room_id: OTHER })])
    goTo(store, lobby.id)
    store.dispatch({ type: "reader.moved", isAtBottom: true })
    expect(here(store).unread).toBe(0)
  })

  test("is undone by marking the room as read, wherever the reader stands", () => {
    const store = openStore(messages(1, 3))
    unread(store)
    store.dispatch({ type: "room.read", roomId: lobby.id })
    expect(here(store)).toMatchObject({ unread: 0, mentions: 0, read_id: 3 })
    expect(store.state.history.lineId).toBeNull()
    expect(store.state.marks).toEqual({ [lobby.id]: 3 })
  })
})

test("everything can be read at once", () => {
  const store = openStore(messages(1, 3), {
    rooms: [room(OTHER, { newest_id: 9, unread: 5, mentions: 2 })],
  })
  store.dispatch({ type: "rooms.read", reads: 9 })
  expect(store.state.rooms[OTHER]).toMatchObject({ unread: 0, mentions: 0, read_id: 9 })
  expect(store.state.reads).toBe(9)
})

test("everything being read, the server still learns of what is read in this moment", () => {
  const store = openStore(messages(1, 3), { rooms: [room(OTHER, { newest_id: 3, unread: 1 })] })
  store.dispatch({ type: "room.read", roomId: OTHER })
  arrive(store, message(4))
  store.dispatch({ type: "rooms.read", reads: 9 })
  expect(store.state.marks).toEqual({ [lobby.id]: 4 })
})
