import { readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { createTitle } from "../../src/views/title.js"
import { message, openStore, room } from "../support.js"

describe("the title", () => {
  test("counts what came while nobody looked", () => {
    const store = openStore([message(1)])
    createTitle({ store }).start()
    expect(document.title).toBe("Lobby - Parley")
    store.dispatch({ type: "reader.looked", isVisible: false })
    store.dispatch({ type: "feed.arrived", messages: [message(2), message(3)] })
    expect(document.title).toBe("(2) Lobby - Parley")
    store.dispatch({ type: "reader.looked", isVisible: true })
    expect(document.title).toBe("Lobby - Parley")
  })

  test("says with an @ how often I am meant, whatever else is unread", () => {
    const store = openStore([], { rooms: [room(8, { unread: 5 })] })
    createTitle({ store }).start()
    expect(document.title).toBe("(5) Lobby - Parley")
    const called = { room_id: 8, mentions_room: true }
    store.dispatch({ type: "feed.arrived", messages: [message(20, called)] })
    expect(document.title).toBe("(@1) Lobby - Parley")
  })

  test("counts nothing of a room that keeps quiet", () => {
    const quiet = room(8, { unread: 5, mentions: 2, me: { level: "nothing" } })
    createTitle({ store: openStore([], { rooms: [quiet] }) }).start()
    expect(document.title).toBe("Lobby - Parley")
  })
})

describe("the icon of the tab", () => {
  const icon = () => document.head.querySelector("link[rel=icon]").getAttribute("href")

  test("has a dot as long as anything is unread", () => {
    document.head.innerHTML = '<link rel="icon" href="/favicon.svg">'
    const store = openStore([message(1)])
    createTitle({ store }).start()
    expect(icon()).toBe("/favicon.svg")
    store.dispatch({ type: "reader.looked", isVisible: false })
    store.dispatch({ type: "feed.arrived", messages: [message(2)] })
    expect(icon()).toBe("/favicon-news.svg")
    store.dispatch({ type: "reader.looked", isVisible: true })
    expect(icon()).toBe("/favicon.svg")
  })

  test("is there to be had, with the dot and without", () => {
    expect(readFileSync("index.html", "utf8")).toContain('rel="icon" href="/favicon.svg"')
    expect(readFileSync("public/favicon-news.svg", "utf8")).toContain("<circle")
  })
})
