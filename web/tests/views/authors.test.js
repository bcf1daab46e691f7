import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { createAuthors } from "../../src/views/authors.js"
import { createMessageDeeds } from "../../src/views/message-deeds.js"
import { createRow } from "../../src/views/message-row.js"
import { toRows } from "../../src/views/rows.js"
import * as world from "../support.js"

const { ada, bob, message, openStore, part, press, words } = world
const formats = createDateFormats("en", ["en-GB"])
const yui = { id: 5, name: "Yui" }
let store
let dialogs

async function open(...list) {
  await world.loadPage()
  store = openStore(list)
  dialogs = { open: vi.fn() }
  const rows = toRows(store.state, formats, new Date("2026-11-22T12:00:00Z"))
  part("messages").append(...rows.map((row) => createRow(row, formats)))
  createAuthors({ element: part("messages"), store, dialogs }).start()
}

const row = () => document.querySelector("[data-messages] .message")
const names = () => [...row().querySelectorAll(".mention[role=button]")]

describe("the name and the face beside a message", () => {
  beforeEach(() => open(message(1)))

  test("lead to the card of whoever wrote it", () => {
    row().querySelector("[data-author]").click()
    row().querySelector("[data-avatar]").click()
    expect(dialogs.open).toHaveBeenCalledTimes(2)
    expect(dialogs.open.mock.lastCall[1].person).toEqual({ id: bob.id, name: bob.name })
  })

  test("lead there by a key too", () => {
    press(row().querySelector("[data-author]"), "Enter")
    expect(dialogs.open).toHaveBeenCalledTimes(1)
  })
})

describe("a name in what is said", () => {
  const called = { content: "<@5> and <@room>", mentions: [yui], mentions_room: true }

  beforeEach(() => open(message(1, called)))

  test("leads to the card of whoever is called, and everybody has none", () => {
    expect(names().map(words)).toEqual(["@Yui"])
    names()[0].click()
    expect(dialogs.open).toHaveBeenCalledWith("person", { person: yui, opener: names()[0] })
  })

  test.each(["Enter", " "])("leads there by the key %j too", (key) => {
    expect(press(names()[0], key).defaultPrevented).toBe(true)
    expect(dialogs.open).toHaveBeenCalledTimes(1)
  })

  test("leaves other keys to whoever wants them", () => {
    expect(press(names()[0], "ArrowUp").defaultPrevented).toBe(false)
    expect(dialogs.open).not.toHaveBeenCalled()
  })
})

describe("the menu of a message", () => {
  function profiles(...list) {
    store = openStore(list)
    const given = { store, actions: { dialogs }, report: { open: vi.fn() }, origin: "" }
    return createMessageDeeds(given)(list[0]).filter(({ icon }) => icon === "account")
  }

  test("leads to each who is called in it, but not to me, and not to everybody", () => {
    const mentions = [bob, ada, yui]
    const content = "<@2> <@1> <@5> <@5> <@room>"
    const called = message(1, { author: bob, content, mentions, mentions_room: true })
    const entries = profiles(called)
    expect(entries.map((entry) => entry.words)).toEqual(["Who Bob is", "Who Yui is"])
    entries[1].run()
    const given = expect.objectContaining({ person: yui })
    expect(dialogs.open).toHaveBeenCalledWith("person", given)
  })

  test("stays short where many are called", () => {
    const mentions = Array.from({ length: 40 }, (_, index) => ({ id: 50 + index, name: "N" }))
    expect(profiles(message(1, { mentions }))).toHaveLength(6)
  })
})
