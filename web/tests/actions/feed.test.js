import { describe, expect, test, vi } from "vitest"
import { createFeed } from "../../src/actions/feed.js"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createOpening } from "../../src/actions/opening.js"
import { createRooms } from "../../src/actions/rooms.js"
import { LINK } from "../../src/store/state.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { ada, lobby, message, messages, news, page, problem } = world

function create(answers = {}, given = {}) {
  const { kept = { room: lobby.id }, now = () => 1000, ...place } = given
  const store = world.emptyStore(place)
  const api = world.fakeApi({
    rooms: async () => ({ rooms: [lobby], reads: 0 }),
    page: async () => page(messages(1, 3), { cursor: "00000000000000aa-3" }),
    feed: async () => news([]),
    ...answers,
  })
  const enter = vi.fn(async () => store.dispatch({ type: "session.entered", person: ada }))
  const session = { enter, signedIn: (call) => call() }
  const keepsakes = createKeepsakes(world.fakeMemory(kept))
  const rooms = createRooms({ api, store, session, sleep: async () => {} })
  const opening = createOpening({ api, store, session, rooms, keepsakes })
  const feed = createFeed({ api, store, session, rooms, opening, now })
  return { api, store, session, feed }
}

describe("the first step", () => {
  test("enters, finds the room and shows its newest page", async () => {
    const { store, feed } = create()
    expect(await feed.step()).toBe(false)
    expect(store.state).toMatchObject({
      me: ada,
      place: { roomId: lobby.id },
      history: { isOpen: true },
    })
    expect(world.ids(store)).toEqual([1, 2, 3])
  })

  test("that failed half-way goes on where it stopped", async () => {
    const rooms = vi
      .fn()
      .mockRejectedValueOnce(problem(ERROR.unreachable))
      .mockResolvedValue({ rooms: [lobby], reads: 0 })
    const { session, store, feed } = create({ rooms })
    await expect(feed.step()).rejects.toThrow()
    await feed.step()
    expect(session.enter).toHaveBeenCalledTimes(1)
    expect(store.state.history.isOpen).toBe(true)
  })
})

describe("the steps after", () => {
  test("ask from the cursor they hold, and move it with each answer", async () => {
    const { api, store, feed } = create({
      feed: async () => news([message(4)], { cursor: "00000000000000aa-4" }),
    })
    await feed.step()
    await feed.step()
    await feed.step()
    expect(api.feed.mock.calls.flat()).toEqual(["00000000000000aa-3", "00000000000000aa-4"])
    expect(world.ids(store)).toEqual([1, 2, 3, 4])
  })

  test("follow at once while there is more", async () => {
    const { feed } = create({ feed: async () => news([message(4)], { more: true }) })
    await feed.step()
    expect(await feed.step()).toBe(true)
  })

  test("load the page afresh after a reset", async () => {
    const { api, feed } = create({ feed: async () => news([], { reset: true }) })
    await feed.step()
    expect(await feed.step()).toBe(true)
    await feed.step()
    expect(api.page).toHaveBeenCalledTimes(2)
  })

  test("do not disturb the store when nothing is new", async () => {
    const { store, feed } = create()
    await feed.step()
    const before = store.state
    await feed.step()
    feed.succeeded()
    expect(store.state).toBe(before)
  })

  test("load the page afresh after a cursor that the server refuses", async () => {
    const feedAnswer = vi.fn().mockRejectedValueOnce(problem(ERROR.invalid))
    feedAnswer.mockResolvedValueOnce(news([], { reset: true, cursor: "00000000000000aa-9" }))
    feedAnswer.mockResolvedValue(news([], { cursor: "00000000000000aa-9" }))
    const { api, feed } = create({ feed: feedAnswer })
    await feed.step()
    await expect(feed.step()).rejects.toMatchObject({ type: ERROR.invalid })
    for (let round = 0; round < 3; round += 1) await feed.step()
    expect(api.page).toHaveBeenCalledTimes(2)
    expect(api.feed.mock.lastCall).toEqual(["00000000000000aa-9"])
  })

  test("keep the cursor through an outage, so that nothing is lost or shown twice", async () => {
    const feedAnswer = vi
      .fn()
      .mockRejectedValueOnce(problem(ERROR.unreachable))
      .mockResolvedValue(news([message(3), message(4)]))
    const { api, store, feed } = create({ feed: feedAnswer })
    await feed.step()
    await expect(feed.step()).rejects.toThrow()
    await feed.step()
    expect(api.feed.mock.calls.flat()).toEqual(["00000000000000aa-3", "00000000000000aa-3"])
    expect(world.ids(store)).toEqual([1, 2, 3, 4])
  })
})

describe("whoever listens", () => {
  test("is told whether it was said while the page was away, however many answers tell it", async () => {
    let at = 0
    const feed = vi.fn(async () => news([message(4)]))
    const chat = create({ feed }, { now: () => at })
    const heard = []
    chat.feed.listen((_messages, _state, { isLate }) => heard.push(isLate))
    const stepAfter = async (ms, rest) => {
      at += ms
      feed.mockResolvedValueOnce(news([message(4)], rest))
      await chat.feed.step()
    }
    await chat.feed.step() // opens the place
    await stepAfter(0)
    await stepAfter(60_000) // as seldom as a page may ask that nobody sees
    await stepAfter(600_000, { more: true })
    await stepAfter(0)
    await stepAfter(500)
    expect(heard).toEqual([false, false, true, true, false])
  })
})

describe("failures", () => {
  test("are told to the store with the time of the next attempt", () => {
    const { store, feed } = create()
    feed.failed(problem("unavailable"), 4000)
    expect(store.state.connection).toMatchObject({ link: LINK.down, retryAt: 5000, failures: 1 })
    feed.succeeded()
    expect(store.state.connection).toMatchObject({ link: LINK.up, failures: 0 })
  })

  test("wait at least as long as the server asks", () => {
    const { feed } = create()
    expect(feed.waitAfter(problem("too-fast", { retryAfterMs: 20_000 }), 1)).toBe(20_000)
    expect(feed.waitAfter(problem("unavailable"), 1)).toBeGreaterThanOrEqual(500)
  })

  test("of our own are shown in the console and not taken for the server's", () => {
    const { store, feed } = create()
    const complain = vi.spyOn(console, "error").mockImplementation(() => {})
    feed.failed(new TypeError("oops"), 1000)
    expect(complain).toHaveBeenCalled()
    expect(store.state.connection.problem.type).toBe(ERROR.unreadable)
  })
})
