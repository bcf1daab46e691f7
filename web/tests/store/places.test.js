import { describe, expect, test } from "vitest"
import { isLineLoaded } from "../../src/store/reader.js"
import { SHELF_ROOMS } from "../../src/store/shelf.js"
import { EDGE, PLACE } from "../../src/store/state.js"
import { goTo, ids, lobby, message, messages, openStore, page, room } from "../support.js"

const OTHER = 8
const enter = (store, roomId, messageId = null) =>
  store.dispatch({ type: "place.entered", roomId, messageId })
const opened = (store, roomId, list, rest = {}) =>
  store.dispatch({ type: "history.opened", roomId, page: page(list, rest), ...rest })
const there = (from, to) => messages(from, to, { room_id: OTHER })
const open = (rest, list = messages(1, 3)) => openStore(list, { rooms: [room(OTHER, rest)] })

describe("going to another room", () => {
  test("shows nothing of the last one, until its page is there", () => {
    const store = open()
    enter(store, OTHER)
    expect(store.state.history).toMatchObject({ roomId: OTHER, isOpen: false, messages: [] })
    opened(store, OTHER, there(5, 6))
    expect(ids(store)).toEqual([5, 6])
  })

  test("and back is instant, at the place one had", () => {
    const store = open()
    store.dispatch({ type: "reader.moved", isAtBottom: false })
    goTo(store, OTHER, there(5, 6))
    expect(store.state.reader.isFollowing).toBe(true)
    enter(store, lobby.id)
    expect(store.state.place.stage).toBe(PLACE.room)
    expect(store.state.reader.isFollowing).toBe(false)
    expect(ids(store)).toEqual([1, 2, 3])
  })

  test("keeps no more than a few rooms at hand", () => {
    const all = Array.from({ length: 12 }, (_, index) => room(20 + index))
    const store = openStore([message(1)], { rooms: all })
    for (const { id } of all) goTo(store, id, [message(id, { room_id: id })])
    expect(store.state.shelf).toHaveLength(SHELF_ROOMS)
    enter(store, lobby.id)
    expect(store.state.place.stage).toBe(PLACE.opening)
  })

  test("forgets what was on its way: it is asked for again", () => {
    const store = open({}, messages(51, 60))
    store.dispatch({ type: "history.olderAsked" })
    goTo(store, OTHER, there(5, 6))
    const late = page(messages(41, 50), { more: true })
    store.dispatch({ type: "history.olderArrived", roomId: lobby.id, page: late, beforeId: 51 })
    expect(ids(store)).toEqual([5, 6])
    enter(store, lobby.id)
    expect(store.state.history.older).toBe(EDGE.more)
  })

  test("and on, before its page came, ends in the last one", () => {
    const store = open()
    enter(store, OTHER)
    enter(store, lobby.id)
    opened(store, OTHER, there(5, 6))
    expect(ids(store)).toEqual([1, 2, 3])
  })
})

describe("what is new since the reader was away", () => {
  const unread = { newest_id: 20, read_id: 15, unread: 4 }

  test("begins below a line, and is where the view goes", () => {
    const store = open(unread)
    goTo(store, OTHER, there(1, 20))
    expect(store.state.history).toMatchObject({ lineId: 15, goal: { lineId: 15 } })
    expect(store.state.reader).toMatchObject({ isFollowing: false, missed: 4 })
    expect(store.state.rooms[OTHER].unread).toBe(4)
  })

  test("is read when the reader has come to its end", () => {
    const store = open(unread)
    goTo(store, OTHER, there(1, 20))
    store.dispatch({ type: "reader.moved", isAtBottom: true })
    expect(store.state.rooms[OTHER]).toMatchObject({ unread: 0, read_id: 20 })
    expect(store.state.history.lineId).toBe(15)
    goTo(store, lobby.id)
    goTo(store, OTHER)
    expect(store.state.history.lineId).toBeNull()
  })

  test("has no line in the page where it is more than a page", () => {
    const store = open({ newest_id: 200, read_id: 15, unread: 180 })
    goTo(store, OTHER, there(151, 200), { more: true })
    expect(store.state.history).toMatchObject({ lineId: 15, lineCount: 180, goal: null })
    expect(store.state.reader.isFollowing).toBe(true)
    const above = page(there(1, 14), { more: false })
    const below = page(there(16, 65), { more: true })
    store.dispatch({ type: "history.lineReached", roomId: OTHER, above, below })
    expect(store.state.history).toMatchObject({ goal: { lineId: 15 }, newer: EDGE.more })
    expect(isLineLoaded(store.state.history)).toBe(true)
    expect([ids(store)[0], ids(store).at(-1)]).toEqual([1, 65])
  })

  test("of a page that was hidden begins where it was hidden", () => {
    const store = open()
    store.dispatch({ type: "reader.looked", isVisible: false })
    store.dispatch({ type: "feed.arrived", messages: messages(4, 5) })
    expect(store.state.rooms[lobby.id].unread).toBe(2)
    store.dispatch({ type: "reader.looked", isVisible: true })
    expect(store.state.history.lineId).toBe(3)
    expect(store.state.rooms[lobby.id].unread).toBe(0)
  })
})

describe("a link to a message", () => {
  test("loads the page around it and leads there, with newer ones to come", () => {
    const store = open({ newest_id: 200 })
    enter(store, OTHER, 100)
    opened(store, OTHER, there(75, 125), { messageId: 100, more: true })
    expect(store.state.history).toMatchObject({ goal: { messageId: 100 }, newer: EDGE.more })
    expect(store.state.reader.isFollowing).toBe(false)
  })

  test("that is loaded already leads there at once, each time", () => {
    const store = open()
    enter(store, lobby.id, 2)
    expect(store.state.place).toMatchObject({ stage: PLACE.room, messageId: 2 })
    const { goal } = store.state.history
    enter(store, lobby.id, 2)
    expect(store.state.history.goal).toEqual(goal)
    expect(store.state.history.goal).not.toBe(goal)
  })

  test("that is not there leads to the room, and says so", () => {
    const store = open()
    enter(store, OTHER, 100)
    store.dispatch({ type: "place.messageMissing", roomId: OTHER })
    opened(store, OTHER, there(5, 6))
    expect(store.state.place).toMatchObject({ stage: PLACE.room, lacksMessage: true })
    store.dispatch({ type: "place.lackNoticed" })
    expect(store.state.place.lacksMessage).toBe(false)
  })

  test("is left behind by going to the newest messages", () => {
    const store = open()
    enter(store, lobby.id, 2)
    store.dispatch({ type: "history.returned", roomId: lobby.id, page: page(messages(1, 3)) })
    expect(store.state.place.messageId).toBeNull()
  })
})

test("going to the room one is in changes nothing but the message of the link", () => {
  const store = open()
  enter(store, lobby.id, 2)
  const { history } = store.state
  enter(store, lobby.id)
  expect(store.state.history).toBe(history)
  expect(store.state.place).toMatchObject({ stage: PLACE.room, messageId: null })
})

test("a place outside is taken only while the reader is still there", () => {
  const store = open()
  enter(store, 99)
  enter(store, lobby.id)
  store.dispatch({ type: "place.missing", roomId: 99 })
  expect(store.state.place).toMatchObject({ stage: PLACE.room, roomId: lobby.id })
})
