import { describe, expect, test } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { toRows } from "../../src/views/rows.js"
import { ada, bob, lobby, message, openStore } from "../support.js"

const formats = createDateFormats("en", ["en-GB"])
const NOW = new Date(2026, 10, 22, 12, 0)
const at = (...parts) => ({ created_at: new Date(2026, 10, ...parts).toISOString() })
const rowsOf = (store) => toRows(store.state, formats, NOW)
const kinds = (store) => rowsOf(store).map(({ kind }) => kind)
const queue = (store, clientId, createdAt = at(22, 11).created_at) => {
  const pending = { clientId, roomId: lobby.id, content: "mine", createdAt }
  store.dispatch({ type: "message.queued", message: pending })
}

describe("days", () => {
  test("are separated, and named as a person would", () => {
    const store = openStore([
      message(1, at(3, 9)),
      message(2, at(21, 23, 59)),
      message(3, at(22, 0, 1)),
      message(4, at(22, 0, 2)),
    ])
    const labels = rowsOf(store).flatMap(({ label }) => label ?? [])
    expect(labels[0]).toMatch(/Tuesday.*3 November/)
    expect(labels.slice(1)).toEqual(["Yesterday", "Today"])
    expect(kinds(store).filter((kind) => kind === "message")).toHaveLength(4)
  })
})

describe("runs", () => {
  const shape = (store) =>
    rowsOf(store)
      .filter(({ kind }) => kind === "message")
      .map(({ isFirst, isLast }) => (isFirst ? "[" : "") + "." + (isLast ? "]" : ""))
      .join("")

  test("hold one author's messages together", () => {
    const store = openStore([
      message(1, at(22, 9, 0)),
      message(2, at(22, 9, 1)),
      message(3, { author: ada, ...at(22, 9, 2) }),
      message(4, at(22, 9, 3)),
    ])
    expect(shape(store)).toBe("[..][.][.]")
  })

  test("end with the day, with a notice and with a long silence", () => {
    const store = openStore([
      message(1, at(21, 23, 59)),
      message(2, at(22, 0, 1)),
      message(3, { kind: "notice", ...at(22, 0, 2) }),
      message(4, at(22, 0, 3)),
      message(5, at(22, 2, 0)),
    ])
    expect(shape(store)).toBe("[.][.][.][.]")
  })
})

describe("own messages", () => {
  test("stand last while the server does not have them", () => {
    const store = openStore([message(1, at(22, 11, 30))])
    queue(store, "mine-1")
    expect(rowsOf(store).at(-1)).toMatchObject({ key: "own-mine-1", isOwn: true, messageId: null })
  })

  test("keep their row when the server has them", () => {
    const store = openStore([message(1, at(22, 11))])
    queue(store, "mine-1")
    const before = rowsOf(store).at(-1).key
    const sent = message(2, { author: ada, client_id: "mine-1", ...at(22, 11) })
    store.dispatch({ type: "feed.arrived", messages: [sent] })
    expect(rowsOf(store).at(-1)).toMatchObject({ key: before, messageId: 2, delivery: "sent" })
  })

  test("do not lose it to somebody who copies their client id", () => {
    const store = openStore([])
    queue(store, "mine-1")
    const copy = message(2, { author: bob, client_id: "mine-1", ...at(22, 11) })
    store.dispatch({ type: "feed.arrived", messages: [copy] })
    const keys = rowsOf(store).map(({ key }) => key)
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).toContain("message-2")
  })

  test("that wait say how long", () => {
    const store = openStore([])
    queue(store, "mine-1")
    const retryAt = NOW.getTime() + 2500
    store.dispatch({ type: "message.delayed", clientId: "mine-1", retryAt })
    expect(rowsOf(store).at(-1)).toMatchObject({ delivery: "delayed", waitSeconds: 3 })
  })
})

test("my own notices never share a row", () => {
  const notice = { author: ada, kind: "notice", client_id: null, ...at(22, 11) }
  const store = openStore([message(1, notice), message(2, notice)])
  expect(new Set(rowsOf(store).map(({ key }) => key)).size).toBe(3)
})
