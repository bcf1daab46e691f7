import { describe, expect, test } from "vitest"
import { EDGE } from "../../src/store/state.js"
import { KEEP_MESSAGES, SLACK_MESSAGES } from "../../src/store/window.js"
import { ids, lobby, message, messages, openStore, page, room } from "../support.js"

const LIMIT = KEEP_MESSAGES + SLACK_MESSAGES
const arrive = (store, ...list) => store.dispatch({ type: "feed.arrived", messages: list })
const shuffled = (list) =>
  list
    .map((value) => [Math.random(), value])
    .sort(([one], [other]) => one - other)
    .map(([, value]) => value)

describe("applying the feed", () => {
  test("the same answer twice changes nothing", () => {
    const store = openStore(messages(1, 3))
    arrive(store, message(4))
    const once = store.state.history.messages
    arrive(store, message(4))
    expect(store.state.history.messages).toEqual(once)
  })

  test("a higher revision replaces a message and a lower one does not", () => {
    const store = openStore([message(1)])
    arrive(store, message(1, { revision: 9, content: "edited" }))
    arrive(store, message(1, { revision: 5, content: "late" }))
    expect(store.state.history.messages).toMatchObject([{ id: 1, content: "edited" }])
  })

  test("whatever the order of arrival, the end is the same", () => {
    const versions = [
      ...messages(1, 20),
      ...messages(1, 20).map((one) => ({ ...one, revision: one.id + 100, content: "second" })),
      message(7, { revision: 300, content: "", deleted_at: "2026-11-22T10:00:00.000Z" }),
    ]
    const ordered = openStore([])
    arrive(ordered, ...versions)
    expect(ids(ordered)).toHaveLength(20)
    for (let round = 0; round < 20; round += 1) {
      const store = openStore([])
      for (const one of shuffled(versions)) arrive(store, one)
      expect(store.state.history.messages).toEqual(ordered.state.history.messages)
    }
  })

  test("messages of another room change nothing here", () => {
    const store = openStore([message(1)])
    const before = store.state.history
    arrive(store, message(2, { room_id: lobby.id + 1 }))
    expect(store.state.history).toBe(before)
  })

  test("an edit of a message that is not loaded is left to its page", () => {
    const store = openStore(messages(10, 12), { more: true })
    arrive(store, message(3, { revision: 50 }))
    expect(ids(store)).toEqual([10, 11, 12])
  })
})

describe("bounded memory", () => {
  test("a reader who follows keeps the newest messages, through 100,000 of them", () => {
    const store = openStore([])
    for (let from = 1; from <= 100_000; from += 200) arrive(store, ...messages(from, from + 199))
    expect(ids(store).length).toBeLessThanOrEqual(LIMIT)
    expect(ids(store).at(-1)).toBe(100_000)
    expect(store.state.history.older).toBe(EDGE.more)
  })

  test("a thousand authors do not stay known for ever", () => {
    const store = openStore([])
    for (let id = 1; id <= 3000; id += 1) {
      arrive(store, message(id, { author: { id: id + 10, name: `Guest ${id}` } }))
    }
    expect(Object.keys(store.state.people).length).toBeLessThanOrEqual(2 * KEEP_MESSAGES + 1)
    expect(store.state.people[3010].name).toBe("Guest 3000")
  })

  test("while somebody reads further up nothing they see goes away", () => {
    const store = openStore(messages(1, 50))
    store.dispatch({ type: "reader.moved", isAtBottom: false })
    for (let id = 51; id <= 1000; id += 1) arrive(store, message(id))
    expect(ids(store)[0]).toBe(1)
    expect(ids(store)).toHaveLength(LIMIT)
    expect(store.state.history).toMatchObject({ newer: EDGE.more, newestId: 1000 })
  })

  test("after the newest were dropped, live messages leave no gap", () => {
    const store = openStore(messages(1001, 1000 + LIMIT), { more: true })
    const older = page(messages(951, 1000), { more: true })
    store.dispatch({ type: "history.olderArrived", roomId: lobby.id, page: older, beforeId: 1001 })
    const last = ids(store).at(-1)
    arrive(store, message(2000))
    expect(ids(store).at(-1)).toBe(last)
    expect(store.state.history.newestId).toBe(2000)
  })
})

describe("older messages", () => {
  test("go in front, and say whether there are more", () => {
    const store = openStore(messages(51, 60), { more: true })
    store.dispatch({ type: "history.olderAsked" })
    expect(store.state.history.older).toBe(EDGE.loading)
    const older = page(messages(41, 50), { more: false })
    store.dispatch({ type: "history.olderArrived", roomId: lobby.id, page: older, beforeId: 51 })
    expect(ids(store)[0]).toBe(41)
    expect(store.state.history.older).toBe(EDGE.end)
  })

  test("push the newest out when there are too many", () => {
    const store = openStore(messages(1001, 1000 + LIMIT), { more: true })
    const older = page(messages(951, 1000), { more: true })
    store.dispatch({ type: "history.olderArrived", roomId: lobby.id, page: older, beforeId: 1001 })
    expect(ids(store)[0]).toBe(951)
    expect(ids(store)).toHaveLength(KEEP_MESSAGES)
    expect(store.state.history.newer).toBe(EDGE.more)
  })

  test("that were asked for a stretch now gone are not glued to another", () => {
    const store = openStore(messages(51, 60), { more: true })
    store.dispatch({
      type: "history.opened",
      roomId: lobby.id,
      page: page(messages(500, 510), { more: true }),
    })
    const late = page(messages(41, 50), { more: true })
    store.dispatch({ type: "history.olderArrived", roomId: lobby.id, page: late, beforeId: 51 })
    expect(ids(store)[0]).toBe(500)
  })
})

describe("newer messages", () => {
  function detached() {
    const store = openStore(messages(1, 50))
    store.dispatch({ type: "reader.moved", isAtBottom: false })
    arrive(store, ...messages(51, 700))
    return store
  }

  test("join the end, which is the end once the newest is there", () => {
    const store = detached()
    const newer = page(messages(500, 700))
    store.dispatch({ type: "history.newerArrived", roomId: lobby.id, page: newer, afterId: 500 })
    expect(ids(store).at(-1)).toBe(700)
    expect(store.state.history.newer).toBe(EDGE.end)
    arrive(store, message(701))
    expect(ids(store).at(-1)).toBe(701)
  })

  test("are not the end while still newer ones came meanwhile", () => {
    const store = detached()
    arrive(store, message(701))
    const newer = page(messages(500, 700))
    store.dispatch({ type: "history.newerArrived", roomId: lobby.id, page: newer, afterId: 500 })
    expect(store.state.history.newer).toBe(EDGE.more)
  })

  test("the way back to the newest page follows again", () => {
    const store = detached()
    store.dispatch({
      type: "history.returned",
      roomId: lobby.id,
      page: page(messages(651, 700), { more: true }),
    })
    expect(ids(store)).toEqual(messages(651, 700).map(({ id }) => id))
    expect(store.state.reader).toMatchObject({ isFollowing: true, missed: 0 })
  })

  test("a page that news has overtaken does not hide the news", () => {
    const store = detached()
    arrive(store, message(701))
    store.dispatch({
      type: "history.returned",
      roomId: lobby.id,
      page: page(messages(651, 700), { more: true }),
    })
    expect(store.state.history).toMatchObject({ newer: EDGE.more, newestId: 701 })
  })
})

describe("a page afresh", () => {
  test("replaces everything but the messages not yet sent", () => {
    const store = openStore(messages(1, 50))
    const mine = { clientId: "c-1", roomId: lobby.id, content: "mine", createdAt: "2026-11-22" }
    store.dispatch({ type: "message.queued", message: mine })
    store.dispatch({ type: "history.opened", roomId: lobby.id, page: page(messages(3, 9)) })
    expect(ids(store)).toEqual([3, 4, 5, 6, 7, 8, 9])
    expect(store.state.outbox).toMatchObject([{ clientId: "c-1" }])
  })

  test("of a room that somebody has left in the meantime is not shown", () => {
    const store = openStore(messages(1, 50), { rooms: [room(8)] })
    store.dispatch({ type: "place.entered", roomId: 8 })
    store.dispatch({ type: "history.opened", roomId: lobby.id, page: page(messages(1, 60)) })
    expect(store.state.history).toMatchObject({ roomId: 8, isOpen: false })
  })
})
