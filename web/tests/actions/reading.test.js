import { describe, expect, test, vi } from "vitest"
import { createReading } from "../../src/actions/reading.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { lobby, message, messages, openSession, openStore, problem, room, settled } = world
const OTHER = 8

function create(answers = {}) {
  const store = openStore(messages(1, 3), { rooms: [room(OTHER, { unread: 2, newest_id: 3 })] })
  let reads = 0
  const answer = async () => ({ read_id: 0, unread: 0, mentions: 0, reads: (reads += 1) })
  const api = world.fakeApi({
    markRead: answer,
    markUnread: answer,
    markAllRead: answer,
    ...answers,
  })
  const naps = []
  const sleep = (ms) => new Promise((wake) => naps.push({ ms, wake }))
  const rooms = { refresh: vi.fn() }
  const reading = createReading({ api, store, session: openSession, rooms, sleep })
  store.watch((state) => state.marks, reading.sendMarks)
  const wakeUp = async () => {
    for (const { wake } of naps.splice(0)) wake()
    await settled()
  }
  return { api, store, reading, rooms, naps, wakeUp }
}

const arrive = async (store, ...list) => {
  store.dispatch({ type: "feed.arrived", messages: list })
  await settled()
}
const sent = (api) => api.markRead.mock.calls

describe("a read mark", () => {
  test("goes out at once, then no more often than every two seconds", async () => {
    const { api, store, naps, wakeUp } = create()
    await arrive(store, message(4))
    await arrive(store, message(5))
    await arrive(store, message(6))
    expect(sent(api)).toEqual([[lobby.id, 4]])
    expect(naps.map(({ ms }) => ms)).toEqual([2000])
    await wakeUp()
    expect(sent(api)).toEqual([
      [lobby.id, 4],
      [lobby.id, 6],
    ])
    await wakeUp()
    await wakeUp()
    expect(sent(api)).toHaveLength(2)
    expect(store.state).toMatchObject({ marks: {}, reads: 2 })
  })

  test("of one room does not wait for that of another", async () => {
    const { api, store, reading } = create()
    await arrive(store, message(4))
    reading.markRead(OTHER)
    await settled()
    expect(sent(api).map(([roomId]) => roomId)).toEqual([lobby.id, OTHER])
  })

  test("waits no longer when the reader turns away, perhaps for good", async () => {
    const { api, store, reading, wakeUp } = create()
    await arrive(store, message(4))
    await arrive(store, message(5))
    reading.looked(false)
    await settled()
    expect(sent(api).map(([, messageId]) => messageId)).toEqual([4, 5])
    await wakeUp()
    expect(sent(api)).toHaveLength(2)
  })

  test("that did not reach the server is sent again, later", async () => {
    const markRead = vi.fn().mockRejectedValueOnce(problem(ERROR.unreachable))
    markRead.mockResolvedValue({ reads: 1 })
    const { api, store, naps, wakeUp } = create({ markRead })
    await arrive(store, message(4))
    await wakeUp()
    expect(naps.map(({ ms }) => ms)).toEqual([10_000])
    await wakeUp()
    expect(sent(api)).toHaveLength(2)
    expect(store.state.marks).toEqual({})
  })

  test("of a room that is gone is given up", async () => {
    const gone = () => Promise.reject(problem(ERROR.notFound))
    const { api, store, wakeUp } = create({ markRead: gone })
    await arrive(store, message(4))
    await wakeUp()
    expect(sent(api)).toHaveLength(1)
    expect(store.state.marks).toEqual({})
  })

  test("of another device is heard of, and the rooms are asked for", async () => {
    const { reading, rooms, store } = create()
    reading.heard(0)
    expect(rooms.refresh).not.toHaveBeenCalled() // the rooms came with this number
    reading.heard(1)
    reading.heard(1)
    expect(rooms.refresh).toHaveBeenCalledTimes(1)
    expect(store.state.reads).toBe(1)
  })

  test("of one's own that is on its way is not taken for another device's", async () => {
    let answer
    const markRead = () => new Promise((done) => (answer = done))
    const { reading, rooms, store } = create({ markRead })
    await arrive(store, message(4))
    reading.heard(1)
    answer({ reads: 1 })
    await settled()
    reading.heard(1)
    expect(rooms.refresh).not.toHaveBeenCalled()
    expect(store.state.reads).toBe(1)
  })

  test("of another device shows in the answer to one's own, too", async () => {
    const { rooms, store } = create({ markRead: async () => ({ reads: 9 }) })
    await arrive(store, message(4))
    expect(rooms.refresh).toHaveBeenCalledTimes(1)
    expect(store.state.reads).toBe(9)
  })
})

describe("on request", () => {
  test("a message becomes the first unread one", async () => {
    const answer = { read_id: 1, unread: 2, mentions: 0, reads: 3 }
    const { store, reading } = create({ markUnread: async () => answer })
    await reading.markUnread(lobby.id, 2)
    expect(store.state.rooms[lobby.id]).toMatchObject({ read_id: 1, unread: 2 })
    expect(store.state.reads).toBe(3)
  })

  test("everything is read", async () => {
    const { store, reading } = create()
    await reading.markAllRead()
    expect(store.state.rooms[OTHER].unread).toBe(0)
  })

  test("everything is read but what was said before the answer came: the rooms tell", async () => {
    const { store, reading, rooms } = create({
      markAllRead: async () => {
        await arrive(store, message(4, { room_id: OTHER }))
        return { reads: 1 }
      },
    })
    rooms.refresh.mockImplementation(() => expect(store.state.reads).toBe(1))
    await reading.markAllRead()
    expect(rooms.refresh).toHaveBeenCalledTimes(1)
  })

  test("what is refused is the caller's to show, and changes nothing", async () => {
    const { store, reading } = create({ markAllRead: () => Promise.reject(problem("too-fast")) })
    await expect(reading.markAllRead()).rejects.toMatchObject({ type: "too-fast" })
    expect(store.state.rooms[OTHER].unread).toBe(2)
  })
})
