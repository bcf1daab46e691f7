import { describe, expect, test } from "vitest"
import { currentPerson, isCutOff } from "../../src/store/selectors.js"
import { DELIVERY, LINK } from "../../src/store/state.js"
import { ada, bob, emptyStore, ids, lobby, message, messages, openStore } from "../support.js"

const arrive = (store, ...list) => store.dispatch({ type: "feed.arrived", messages: list })
const queue = (store, clientId) => {
  const pending = { clientId, roomId: lobby.id, content: "mine", createdAt: "2026-11-22T09:00:00Z" }
  store.dispatch({ type: "message.queued", message: pending })
}

describe("the store", () => {
  test("takes news that no reducer knows for the mistake it is", () => {
    expect(() => emptyStore().dispatch({ type: "message.vanished" })).toThrow("message.vanished")
    expect(() => emptyStore().dispatch({ type: "toString" })).toThrow("toString")
  })

  test("tells a watcher the value now and whenever it is another", () => {
    const store = openStore([])
    const names = []
    const stop = store.watch(
      (state) => state.me.name,
      (name) => names.push(name),
    )
    arrive(store, message(1))
    store.dispatch({ type: "session.renamed", person: { ...ada, name: "Ada L" } })
    stop()
    store.dispatch({ type: "session.renamed", person: { ...ada, name: "Ada K" } })
    expect(names).toEqual(["Ada", "Ada L"])
  })

  test("copes with a watcher that brings news itself", () => {
    const store = openStore([])
    store.watch(
      (state) => state.history.newestId,
      (newestId) => newestId === 1 && arrive(store, message(2)),
    )
    const seen = []
    store.watch(
      (state) => state.history.newestId,
      (newestId) => seen.push(newestId),
    )
    arrive(store, message(1))
    expect(seen.at(-1)).toBe(2)
  })
})

describe("own messages", () => {
  test("leave the outbox when the server acknowledges them", () => {
    const store = openStore([])
    queue(store, "mine-1")
    const accepted = message(5, { author: ada, client_id: "mine-1" })
    store.dispatch({ type: "message.accepted", clientId: "mine-1", message: accepted })
    expect(store.state.outbox).toEqual([])
    expect(ids(store)).toEqual([5])
  })

  test("leave it too when the feed is faster than the answer, and appear once", () => {
    const store = openStore([])
    queue(store, "mine-1")
    const accepted = message(5, { author: ada, client_id: "mine-1" })
    arrive(store, accepted)
    expect(store.state.outbox).toEqual([])
    store.dispatch({ type: "message.accepted", clientId: "mine-1", message: accepted })
    expect(ids(store)).toEqual([5])
  })

  test("are not taken away by somebody who copies their client id", () => {
    const store = openStore([])
    queue(store, "mine-1")
    arrive(store, message(5, { author: bob, client_id: "mine-1" }))
    expect(store.state.outbox).toMatchObject([{ clientId: "mine-1" }])
    expect(ids(store)).toEqual([5])
  })

  test("stay, failed, with the reason", () => {
    const store = openStore([])
    queue(store, "mine-1")
    const problem = { type: "invalid", detail: "No." }
    store.dispatch({ type: "message.failed", clientId: "mine-1", problem })
    expect(store.state.outbox).toMatchObject([{ status: DELIVERY.failed, problem }])
    store.dispatch({ type: "message.sending", clientId: "mine-1" })
    expect(store.state.outbox).toMatchObject([{ status: DELIVERY.sending, problem: null }])
  })

  test("an answer that came for another guest tells who this browser is now", () => {
    const store = openStore([])
    queue(store, "mine-1")
    const other = { id: 9, name: "Somebody New" }
    const accepted = message(5, { author: other, client_id: "mine-1" })
    store.dispatch({ type: "message.accepted", clientId: "mine-1", message: accepted })
    expect(store.state.me).toMatchObject(other)
  })
})

describe("names", () => {
  test("the newest message decides, for all of a person's messages", () => {
    const store = openStore([message(1)])
    arrive(store, message(2, { author: { ...bob, name: "Robert" }, kind: "notice" }))
    expect(currentPerson(store.state, store.state.history.messages[0].author).name).toBe("Robert")
  })

  test("an older message that comes late does not bring the old name back", () => {
    const store = openStore([message(1)])
    arrive(store, message(9, { author: { ...bob, name: "Robert" } }))
    arrive(store, message(3))
    expect(currentPerson(store.state, bob).name).toBe("Robert")
  })

  test("my own follows a rename in another tab", () => {
    const store = openStore([])
    arrive(store, message(1, { author: { ...ada, name: "Ada L" }, kind: "notice" }))
    expect(store.state.me.name).toBe("Ada L")
  })
})

describe("the reader", () => {
  test("misses nothing while following, and is told the number otherwise", () => {
    const store = openStore([message(1)])
    arrive(store, message(2))
    expect(store.state.reader.missed).toBe(0)
    store.dispatch({ type: "reader.moved", isAtBottom: false })
    arrive(store, message(3), message(4))
    expect(store.state.reader.missed).toBe(2)
    store.dispatch({ type: "reader.moved", isAtBottom: true })
    expect(store.state.reader.missed).toBe(0)
  })

  test("is not at the bottom while newer messages are not loaded", () => {
    const store = openStore(messages(1, 50))
    store.dispatch({ type: "reader.moved", isAtBottom: false })
    arrive(store, ...messages(51, 700))
    store.dispatch({ type: "reader.moved", isAtBottom: true })
    expect(store.state.reader.isFollowing).toBe(false)
  })
})

describe("the connection", () => {
  const fail = (store, waitMs = 700) =>
    store.dispatch({ type: "connection.failed", problem: {}, waitMs, retryAt: 1 })

  test("a single hiccup is not worth a banner, a second failure is", () => {
    const store = openStore([])
    fail(store)
    expect(isCutOff(store.state)).toBe(false)
    fail(store)
    expect(isCutOff(store.state)).toBe(true)
    store.dispatch({ type: "connection.restored" })
    expect(isCutOff(store.state)).toBe(false)
  })

  test("a long wait is worth one at once", () => {
    const store = openStore([])
    fail(store, 20_000)
    expect(isCutOff(store.state)).toBe(true)
  })

  test("stays cut off while another attempt is under way", () => {
    const store = openStore([])
    fail(store)
    fail(store)
    store.dispatch({ type: "connection.tried" })
    expect(store.state.connection.link).toBe(LINK.trying)
    expect(isCutOff(store.state)).toBe(true)
  })
})

describe("the session", () => {
  test("says so when another guest took the place of the last", () => {
    const store = openStore([])
    expect(store.state.hasNewIdentity).toBe(false)
    store.dispatch({ type: "session.entered", person: bob })
    expect(store.state).toMatchObject({ hasNewIdentity: true, me: bob })
    store.dispatch({ type: "session.noticed" })
    expect(store.state.hasNewIdentity).toBe(false)
  })
})
