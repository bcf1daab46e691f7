import { describe, expect, test } from "vitest"
import { createRooms } from "../../src/actions/rooms.js"
import { PLACE } from "../../src/store/state.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { lobby, message, news, openSession, openStore, problem, room, settled } = world
const OTHER = 8

const answer = (other, reads = 0) => ({ rooms: [lobby, other], reads })

function create(answers = {}) {
  const store = openStore([message(1)], { rooms: [room(OTHER)] })
  const api = world.fakeApi({ rooms: async () => answer(room(OTHER)), ...answers })
  const naps = []
  const sleep = () => new Promise((wake) => naps.push(wake))
  const rooms = createRooms({ api, store, session: openSession, sleep })
  const wakeUp = async () => {
    for (const wake of naps.splice(0)) wake()
    await settled()
  }
  return { api, store, rooms, wakeUp }
}

const there = (id, rest) => message(id, { room_id: OTHER, ...rest })

describe("the rooms are asked for", () => {
  test("once for a swarm of news, a moment later", async () => {
    const { api, rooms, wakeUp } = create()
    for (let id = 2; id < 9; id += 1) rooms.hear(news([there(id, { kind: "notice" })]))
    await settled()
    expect(api.rooms).not.toHaveBeenCalled()
    await wakeUp()
    expect(api.rooms).toHaveBeenCalledTimes(1)
    rooms.hear(news([there(9, { kind: "notice" })]))
    await wakeUp()
    expect(api.rooms).toHaveBeenCalledTimes(2)
  })

  test("not for what the page can count by itself", async () => {
    const { api, rooms, wakeUp } = create()
    rooms.hear(news([there(2)]))
    await wakeUp()
    expect(api.rooms).not.toHaveBeenCalled()
  })

  test.each([
    ["again where something was read while the answer was on its way", 4, 2, 0],
    ["only once where the answer knows of it already", 5, 1, 3],
  ])("%s", async (_, reads, calls, unread) => {
    const { api, store, rooms } = create()
    api.rooms.mockImplementationOnce(async () => {
      store.dispatch({ type: "reads.heard", reads: 5 })
      return answer(room(OTHER, { unread: 3 }), reads)
    })
    await rooms.load()
    expect(api.rooms).toHaveBeenCalledTimes(calls)
    expect(store.state.rooms[OTHER].unread).toBe(unread)
  })

  test("again where news came before the answer, which knows what was read elsewhere", async () => {
    const { api, store, rooms, wakeUp } = create()
    store.dispatch({ type: "feed.arrived", messages: [there(2), there(3)] })
    api.rooms.mockResolvedValueOnce(answer(room(OTHER, { newest_id: 2, read_id: 2 }), 1))
    const later = answer(room(OTHER, { newest_id: 3, read_id: 2, unread: 1 }), 1)
    api.rooms.mockResolvedValueOnce(later)
    await rooms.load()
    await wakeUp()
    expect(api.rooms).toHaveBeenCalledTimes(2)
    expect(store.state.rooms[OTHER].unread).toBe(1)
  })

  test("and of two answers the one asked for later holds", async () => {
    const answers = []
    const { store, rooms } = create({ rooms: () => new Promise((done) => answers.push(done)) })
    const both = [rooms.load(), rooms.load()]
    answers[1](answer(room(OTHER, { name: "New" })))
    await settled()
    answers[0](answer(room(OTHER, { name: "Old" })))
    await Promise.all(both)
    expect(store.state.rooms[OTHER].name).toBe("New")
  })

  test("by the feed's next step where that failed", async () => {
    const { store, rooms, wakeUp } = create({
      rooms: () => Promise.reject(problem(ERROR.unreachable)),
    })
    rooms.refresh()
    await wakeUp()
    expect(store.state.areRoomsKnown).toBe(false)
    expect(store.state.rooms[OTHER]).toBeDefined()
  })
})

test("a room that is lost goes at once, before anybody is asked", () => {
  const { store, rooms } = create()
  rooms.hear(news([], { left: [OTHER] }))
  expect(store.state.rooms[OTHER]).toBeUndefined()
})

describe("going in and out", () => {
  test("joining opens the door one stands before", async () => {
    const { store, rooms } = create({ join: async (id) => room(id) })
    store.dispatch({ type: "place.entered", roomId: 99 })
    store.dispatch({ type: "place.found", room: { id: 99, name: "Harbour", is_member: false } })
    await rooms.join(99)
    expect(store.state.place).toMatchObject({ stage: PLACE.opening, roomId: 99 })
    expect(store.state.rooms[99]).toBeDefined()
  })

  test("leaving takes the room away; a refusal is the caller's to show", async () => {
    const { api, store, rooms } = create()
    api.leaveRoom.mockRejectedValueOnce(problem("last-member"))
    await expect(rooms.leave(OTHER)).rejects.toMatchObject({ type: "last-member" })
    expect(store.state.rooms[OTHER]).toBeDefined()
    await rooms.leave(OTHER)
    expect(store.state.rooms[OTHER]).toBeUndefined()
  })
})
