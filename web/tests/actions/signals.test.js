import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createSignals } from "../../src/actions/signals.js"
import { typistsHere } from "../../src/store/selectors.js"
import { presenceOf } from "../../src/store/signals.js"
import * as world from "../support.js"

const { ada, bob, emptyStore, goTo, lobby, message, openSession, openStore, problem, room } = world
const answer = { reads: 0, typing: [], presence: { 1: "online" } }
const large = room(9, { member_count: 51 })
let api
let store
let reading
let signals
let wake

function create({ answers = answer, ...options } = {}) {
  api = world.fakeApi({ signal: vi.fn(async () => answers) })
  store = options.store ?? openStore([], options)
  reading = { heard: vi.fn() }
  wake = vi.fn()
  signals = createSignals({ api, store, session: openSession, reading, wake })
}

const said = () => api.signal.mock.lastCall[0]

beforeEach(() => {
  vi.useFakeTimers()
  create({ rooms: [large] })
})
afterEach(() => vi.useRealTimers())

describe("what I do", () => {
  test("is said of the open room", async () => {
    await signals.step()
    expect(said()).toEqual({ room_id: lobby.id, is_typing: false, is_idle: false })
  })

  test("is not said before the page knows who and where I am", async () => {
    create({ store: emptyStore() })
    await signals.step()
    expect(api.signal).not.toHaveBeenCalled()
  })

  test("is nothing after a minute, and is said seldom then", async () => {
    expect(signals.interval()).toBe(3_000)
    vi.advanceTimersByTime(61_000)
    expect(signals.interval()).toBe(30_000)
    await signals.step()
    expect(said()).toMatchObject({ is_idle: true })
    signals.used()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(wake).toHaveBeenCalledTimes(1)
    expect(signals.interval()).toBe(3_000)
  })

  test("is nothing on a page that nobody sees", async () => {
    store.dispatch({ type: "reader.looked", isVisible: false })
    signals.used()
    await signals.step()
    expect(said()).toMatchObject({ is_idle: true })
    expect(signals.interval()).toBe(30_000)
    expect(wake).not.toHaveBeenCalled()
  })
})

describe("that I am typing", () => {
  test("is said at once, and no oftener than the pace while I go on", async () => {
    signals.typed()
    await vi.advanceTimersByTimeAsync(0)
    expect(wake).toHaveBeenCalledTimes(1)
    await signals.step()
    expect(said()).toMatchObject({ is_typing: true })
    for (let key = 0; key < 20; key += 1) {
      signals.typed()
      await vi.advanceTimersByTimeAsync(200)
    }
    expect(wake).toHaveBeenCalledTimes(1)
  })

  test("ends five seconds after the last key", async () => {
    signals.typed()
    vi.advanceTimersByTime(4_900)
    await signals.step()
    expect(said()).toMatchObject({ is_typing: true })
    vi.advanceTimersByTime(200)
    await signals.step()
    expect(said()).toMatchObject({ is_typing: false })
  })

  test("ends with the message, and that is said at once", async () => {
    signals.typed()
    await vi.advanceTimersByTimeAsync(0)
    await signals.step()
    signals.rested()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(wake).toHaveBeenCalledTimes(2)
    await signals.step()
    expect(said()).toMatchObject({ is_typing: false })
  })

  test("is said of no other room", async () => {
    signals.typed()
    goTo(store, large.id)
    await signals.step()
    expect(said()).toMatchObject({ room_id: large.id, is_typing: false })
  })

  test("is no reason to hurry in a room where nobody is told", async () => {
    goTo(store, large.id)
    signals.typed()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(wake).not.toHaveBeenCalled()
  })
})

describe("what others do", () => {
  test("is known until the next answer", async () => {
    create({ answers: { ...answer, presence: { 1: "online", 2: "idle" } } })
    expect(presenceOf(store.state, bob.id)).toBeNull()
    await signals.step()
    expect(presenceOf(store.state, bob.id)).toBe("idle")
    expect(presenceOf(store.state, 5)).toBe("offline")
  })

  test("changes nothing where nothing has changed", async () => {
    await signals.step()
    const { state } = store
    await signals.step()
    expect(store.state).toBe(state)
  })

  test("is unknown where the server tells nobody of anybody", async () => {
    create({ answers: { ...answer, presence: {} } })
    await signals.step()
    expect(presenceOf(store.state, bob.id)).toBeNull()
  })

  test("brings the read marks of other devices along", async () => {
    create({ answers: { ...answer, reads: 12 } })
    await signals.step()
    expect(reading.heard).toHaveBeenCalledWith(12)
  })
})

describe("others who are typing", () => {
  beforeEach(() => create({ answers: { ...answer, typing: [bob] }, rooms: [large] }))

  test("are named in their room, by their present names", async () => {
    await signals.step()
    expect(typistsHere(store.state)).toEqual(["Bob"])
    const author = { ...bob, name: "Robert" }
    const renamed = message(1, { author, kind: "notice", room_id: large.id })
    store.dispatch({ type: "feed.arrived", messages: [renamed] })
    expect(typistsHere(store.state)).toEqual(["Robert"])
    goTo(store, large.id)
    expect(typistsHere(store.state)).toEqual([])
  })

  test("have stopped when they have said it", async () => {
    await signals.step()
    signals.heardMessages([message(1, { author: ada })])
    expect(typistsHere(store.state)).toEqual(["Bob"])
    signals.heardMessages([message(2)])
    expect(typistsHere(store.state)).toEqual([])
  })

  test("fade when the server tells nothing any more", async () => {
    await signals.step()
    await vi.advanceTimersByTimeAsync(5_000)
    await signals.step()
    await vi.advanceTimersByTimeAsync(5_000)
    expect(typistsHere(store.state)).toEqual(["Bob"])
    await vi.advanceTimersByTimeAsync(1_100)
    expect(typistsHere(store.state)).toEqual([])
  })
})

describe("a server that does not answer", () => {
  test("is asked less and less, as late as it wants, and nobody is told", async () => {
    const { connection } = store.state
    expect(signals.waitAfter(problem("unreachable"), 1)).toBe(3_000)
    expect(signals.waitAfter(problem("unreachable"), 9)).toBeGreaterThanOrEqual(15_000)
    expect(signals.waitAfter(problem("too-fast", { retryAfterMs: 60_000 }), 1)).toBe(60_000)
    signals.failed()
    signals.failed()
    expect(store.state.connection).toBe(connection)
  })

  test("leaves what was known for a moment", async () => {
    create({ answers: { ...answer, typing: [bob] } })
    await signals.step()
    signals.failed()
    expect(presenceOf(store.state, ada.id)).toBe("online")
    signals.failed()
    expect(presenceOf(store.state, ada.id)).toBeNull()
    expect(typistsHere(store.state)).toEqual([])
  })
})
