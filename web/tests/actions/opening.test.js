import { describe, expect, test, vi } from "vitest"
import { createFeed } from "../../src/actions/feed.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createOpening } from "../../src/actions/opening.js"
import { createRooms } from "../../src/actions/rooms.js"
import { PLACE } from "../../src/store/state.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { ada, lobby, messages, news, page, problem, room } = world
const OTHER = 8
const missing = () => Promise.reject(problem(ERROR.notFound))

/** A page that was opened at a place, and a server with two rooms of mine. */
function create({ answers = {}, kept = {}, ...place } = {}) {
  const store = world.emptyStore(place)
  const mine = [lobby, room(OTHER, { newest_id: 200 })]
  const api = world.fakeApi({
    rooms: async () => ({ rooms: mine, reads: 0 }),
    room: missing,
    page: async (id) => (mine.some((each) => each.id === id) ? page(messages(1, 3)) : missing()),
    feed: async (cursor) => news([], { cursor }),
    ...answers,
  })
  const enter = vi.fn(async () => store.dispatch({ type: "session.entered", person: ada }))
  const session = { enter, signedIn: (call) => call() }
  const memory = world.fakeMemory(kept)
  const keepsakes = createKeepsakes(memory)
  const sleep = () => new Promise(() => {})
  const rooms = createRooms({ api, store, session, sleep })
  const opening = createOpening({ api, store, session, rooms, keepsakes })
  const feed = createFeed({ api, store, session, rooms, opening })
  const settle = async () => {
    for (let steps = 0; steps < 9 && (await feed.step()); steps += 1);
  }
  return { api, store, feed, settle, kept: memory.kept }
}

const at = (store) => [store.state.place.stage, store.state.place.roomId]
const calls = (api) =>
  ["page", "rooms", "room", "feed"].flatMap((name) => api[name].mock.calls.map(() => name))

describe("without an address", () => {
  test("the last room of this browser opens, in two calls", async () => {
    const { api, store, settle } = create({ kept: { room: OTHER } })
    await settle()
    expect(at(store)).toEqual([PLACE.room, OTHER])
    expect(calls(api)).toEqual(["page", "rooms"])
  })

  test("the first visit leads to the room that everybody is in", async () => {
    const { store, settle } = create()
    await settle()
    expect(at(store)).toEqual([PLACE.room, lobby.id])
  })

  test("a last room that is none of mine any more is forgotten for the first", async () => {
    const { store, settle, kept } = create({ kept: { room: 99 } })
    await settle()
    expect(at(store)).toEqual([PLACE.room, lobby.id])
    expect(kept.has("room")).toBe(false)
  })

  test("somebody in no room at all is told so, and hears of the first one", async () => {
    const rooms = vi.fn(async () => ({ rooms: [], reads: 0 }))
    const { api, store, settle } = create({ answers: { rooms } })
    api.feed.mockResolvedValueOnce(news([], { reset: true, cursor: "00000000000000aa-4" }))
    await settle()
    expect(store.state.place.stage).toBe(PLACE.nowhere)
    store.dispatch({ type: "room.changed", room: lobby })
    rooms.mockResolvedValue({ rooms: [lobby], reads: 0 })
    await settle()
    expect(at(store)).toEqual([PLACE.room, lobby.id])
  })
})

describe("an address", () => {
  test("of a message asks for the page around it", async () => {
    const { api, store, settle } = create({ roomId: OTHER, messageId: 2 })
    await settle()
    expect(api.page.mock.calls[0]).toEqual([OTHER, { around: 2, limit: 50 }])
    expect(store.state.history.goal).toEqual({ messageId: 2 })
  })

  test("of a message that is not there leads to its room, and says so", async () => {
    const around = async (id, { around: wanted }) => (wanted ? missing() : page(messages(1, 3)))
    const { store, settle } = create({ roomId: OTHER, messageId: 2, answers: { page: around } })
    await settle()
    expect(at(store)).toEqual([PLACE.room, OTHER])
    expect(store.state.place).toMatchObject({ messageId: null, lacksMessage: true })
  })

  test("of a room one may not see says no more than that; news go on all the same", async () => {
    const feed = vi.fn().mockResolvedValue(news([], { cursor: "00000000000000aa-5" }))
    feed.mockResolvedValueOnce(news([], { reset: true, cursor: "00000000000000aa-4" }))
    const { api, store, settle } = create({ roomId: 99, answers: { feed } })
    await settle()
    expect(at(store)).toEqual([PLACE.missing, 99])
    expect(Object.keys(store.state.rooms)).toHaveLength(2)
    expect(calls(api)).toEqual(["page", "rooms", "room", "feed"]) // or the words would blink
    await settle()
    expect(api.feed.mock.lastCall).toEqual(["00000000000000aa-4"])
    expect(at(store)).toEqual([PLACE.missing, 99])
  })

  test("of a public room one is not in shows what can be found", async () => {
    const found = { id: 99, kind: "public", name: "Harbour", topic: "", member_count: 3 }
    const { store, settle } = create({
      roomId: 99,
      answers: { room: async () => found, feed: async () => news([], { reset: false }) },
    })
    await settle()
    expect(store.state.place).toMatchObject({ stage: PLACE.joinable, found })
  })

  test("of a room that I was added to a moment ago opens it", async () => {
    const { api, store, settle } = create({ roomId: lobby.id })
    await settle()
    api.page.mockResolvedValue(page(messages(5, 6, { room_id: 30 })))
    api.rooms.mockResolvedValue({ rooms: [lobby, room(30)], reads: 0 })
    store.dispatch({ type: "place.entered", roomId: 30 })
    await settle()
    expect(at(store)).toEqual([PLACE.room, 30])
  })
})

describe("a change of room", () => {
  test("costs one call, and leaves the cursor of the feed where it is", async () => {
    const { api, store, feed, settle } = create({ roomId: lobby.id })
    api.page.mockResolvedValueOnce(page(messages(1, 3), { cursor: "00000000000000aa-3" }))
    await settle()
    store.dispatch({ type: "place.entered", roomId: OTHER })
    await feed.step()
    expect(at(store)).toEqual([PLACE.room, OTHER])
    expect(calls(api)).toEqual(["page", "page", "rooms"])
    await feed.step()
    expect(api.feed.mock.lastCall).toEqual(["00000000000000aa-3"])
  })

  test("that failed is tried again by the next step", async () => {
    const { api, store, feed, settle } = create({ roomId: lobby.id })
    await settle()
    store.dispatch({ type: "place.entered", roomId: OTHER })
    api.page.mockRejectedValueOnce(problem(ERROR.unreachable))
    await expect(feed.step()).rejects.toMatchObject({ type: ERROR.unreachable })
    expect(store.state.place.stage).toBe(PLACE.opening)
    await feed.step()
    expect(at(store)).toEqual([PLACE.room, OTHER])
  })
})

describe("rooms that could not be asked for again", () => {
  const outdate = (store) => store.dispatch({ type: "rooms.outdated" })

  test("leave the reader in peace, and are asked for by the next step", async () => {
    const { api, store, feed, settle } = create({ roomId: OTHER, messageId: 2 })
    await settle()
    store.dispatch({ type: "reader.moved", isAtBottom: false })
    const { place, history, reader } = store.state
    outdate(store)
    api.rooms.mockRejectedValueOnce(problem(ERROR.unreachable))
    await expect(feed.step()).rejects.toMatchObject({ type: ERROR.unreachable })
    expect(await feed.step()).toBe(false)
    expect(store.state).toMatchObject({ areRoomsKnown: true })
    expect(calls(api)).toEqual(["page", "rooms", "rooms", "rooms"])
    expect([store.state.place, store.state.history, store.state.reader]).toEqual([
      place,
      history,
      reader,
    ])
    await feed.step()
    expect(api.feed).toHaveBeenCalledTimes(1)
  })

  test("still tell that the open one is lost, or that a door has opened", async () => {
    const { api, store, settle } = create({ roomId: OTHER })
    await settle()
    outdate(store)
    api.rooms.mockResolvedValueOnce({ rooms: [lobby], reads: 0 })
    await settle()
    expect(at(store)).toEqual([PLACE.left, OTHER])
    outdate(store)
    await settle()
    expect(at(store)).toEqual([PLACE.room, OTHER])
  })

  test("do not keep another place from being opened", async () => {
    const { store, settle } = create({ roomId: OTHER })
    await settle()
    outdate(store)
    store.dispatch({ type: "place.entered", roomId: lobby.id })
    await settle()
    expect(at(store)).toEqual([PLACE.room, lobby.id])
    expect(store.state.areRoomsKnown).toBe(true)
  })
})

test("whoever listens hears of every answer of the feed before the store does", async () => {
  const { api, feed, settle } = create({ roomId: lobby.id })
  const heard = []
  feed.listen((list, state) => heard.push([list.length, state.rooms[lobby.id].newest_id]))
  await settle()
  api.feed.mockResolvedValueOnce(news(messages(4, 5)))
  await feed.step()
  expect(heard).toEqual([[2, 3]])
})
