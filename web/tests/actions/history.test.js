import { describe, expect, test, vi } from "vitest"
import { createHistory } from "../../src/actions/history.js"
import { EDGE } from "../../src/store/state.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { ids, message, messages, openStore, problem } = world

/** A room on a server, as in the contract. */
function server(list) {
  return vi.fn(async (roomId, { before = Infinity, from = null, limit = 50 } = {}) => {
    const wanted = list.filter(({ id }) => (from === null ? id < before : id >= from))
    const some = from === null ? wanted.slice(-limit) : wanted.slice(0, limit)
    return world.page(some, { more: wanted.length > limit })
  })
}

function create({ store, page }) {
  const api = world.fakeApi({ page })
  return { api, store, history: createHistory({ api, store, session: world.openSession }) }
}

function detachedStore(list) {
  const store = openStore(list.slice(0, 50))
  store.dispatch({ type: "reader.moved", isAtBottom: false })
  store.dispatch({ type: "feed.arrived", messages: list.slice(50) })
  return store
}

describe("older messages", () => {
  test("come page by page until the beginning", async () => {
    const all = messages(1, 120)
    const { store, history } = create({
      store: openStore(all.slice(70), { more: true }),
      page: server(all),
    })
    await history.loadOlder()
    expect(ids(store)[0]).toBe(21)
    await history.loadOlder()
    expect(ids(store)[0]).toBe(1)
    expect(store.state.history.older).toBe(EDGE.end)
  })

  test("are asked for once at a time, and not beyond the beginning", async () => {
    const all = messages(1, 60)
    const { api, history } = create({
      store: openStore(all.slice(50), { more: true }),
      page: server(all),
    })
    await Promise.all([history.loadOlder(), history.loadOlder()])
    await history.loadOlder()
    expect(api.page).toHaveBeenCalledTimes(1)
  })

  test("that fail to come can be asked for again", async () => {
    const all = messages(1, 60)
    const page = server(all)
    const { store, history } = create({ store: openStore(all.slice(50), { more: true }), page })
    page.mockRejectedValueOnce(problem(ERROR.unreachable))
    await history.loadOlder()
    expect(store.state.history.older).toBe(EDGE.failed)
    await history.loadOlder()
    expect(ids(store)[0]).toBe(1)
  })
})

describe("newer messages", () => {
  test("come without a gap until the newest", async () => {
    const all = messages(1, 800)
    const { store, history } = create({ store: detachedStore(all), page: server(all) })
    expect(ids(store).at(-1)).toBe(500)
    while (store.state.history.newer !== EDGE.end) await history.loadNewer()
    const shown = ids(store)
    expect(shown.at(-1)).toBe(800)
    expect(shown.every((id, index) => index === 0 || id === shown[index - 1] + 1)).toBe(true)
  })

  test("are found when other rooms took most of the ids", async () => {
    const sparse = [...messages(1, 500), ...messages(40_000, 40_299), message(90_000)]
    const { store, api, history } = create({ store: detachedStore(sparse), page: server(sparse) })
    while (store.state.history.newer !== EDGE.end) await history.loadNewer()
    expect(ids(store)).toEqual(sparse.map(({ id }) => id).slice(-ids(store).length))
    expect(api.page).toHaveBeenCalledTimes(2)
  })

  test("that come when the reader is elsewhere already are let go", async () => {
    const all = messages(1, 800)
    const store = detachedStore(all)
    store.dispatch({ type: "rooms.arrived", rooms: [world.lobby, world.room(8)], reads: 0 })
    const { history } = create({ store, page: server(all) })
    const asked = history.loadNewer()
    world.goTo(store, 8, [message(900, { room_id: 8 })])
    await asked
    expect(ids(store)).toEqual([900])
    world.goTo(store, world.lobby.id)
    expect(store.state.history.newer).toBe(EDGE.more)
  })
})

describe("where the news begin", () => {
  test("comes with both sides of it, read mark in this room or not", async () => {
    const all = [...messages(1, 40), ...messages(60, 400)]
    const store = openStore(all.slice(-50), { more: true })
    const read = { ...world.lobby, newest_id: 400, read_id: 50, unread: 300 }
    store.dispatch({ type: "room.changed", room: read })
    store.dispatch({ type: "reader.looked", isVisible: false })
    store.dispatch({ type: "reader.looked", isVisible: true })
    await create({ store, page: server(all) }).history.goToLine()
    expect(ids(store)).toEqual([...messages(1, 40), ...messages(60, 109)].map(({ id }) => id))
    expect(store.state.history).toMatchObject({ goal: { lineId: 50 }, newer: EDGE.more })
  })
})

describe("the way back to the newest", () => {
  test("asks again when news overtakes the page", async () => {
    const all = messages(1, 800)
    const store = detachedStore(all)
    const page = vi
      .fn()
      .mockResolvedValueOnce(world.page(all.slice(740, 790), { more: true }))
      .mockResolvedValue(world.page(all.slice(750), { more: true }))
    await create({ store, page }).history.returnToNewest()
    expect(page).toHaveBeenCalledTimes(2)
    expect(ids(store).at(-1)).toBe(800)
    expect(store.state.history.newer).toBe(EDGE.end)
  })

  test("that fails leaves the reader where they are", async () => {
    const store = detachedStore(messages(1, 800))
    const before = ids(store)
    const page = () => Promise.reject(problem(ERROR.unreachable))
    await create({ store, page }).history.returnToNewest()
    expect(ids(store)).toEqual(before)
    expect(store.state.history.newer).toBe(EDGE.failed)
  })
})
