import { beforeEach, describe, expect, test, vi } from "vitest"
import { createProfile } from "../../src/views/profile.js"
import { createRoomList } from "../../src/views/room-list.js"
import { createTyping } from "../../src/views/typing.js"
import * as world from "../support.js"

const { ada, bob, goTo, loadPage, lobby, member, openStore, part, room, words } = world
const direct = room(9, { kind: "direct", name: "", people: [bob] })
let store
let signals

beforeEach(async () => {
  await loadPage()
  store = openStore([], { rooms: [direct] })
  signals = { typed: vi.fn(), rested: vi.fn() }
  createTyping({ element: part("composer"), store, signals }).start()
})

const hear = ({ typing = [], presence = { 1: "online" } }) =>
  store.dispatch({ type: "signals.heard", roomId: lobby.id, typing, presence })

describe("the line above the field", () => {
  const line = () => words(part("typing"))

  test("says who is typing, as far as that is worth reading", () => {
    expect(line()).toBe("")
    hear({ typing: [bob] })
    expect(line()).toBe("Bob is typing…")
    hear({ typing: [bob, member] })
    expect(line()).toBe("Bob and Mira are typing…")
    hear({ typing: [bob, member, { id: 8, name: "Yui" }] })
    expect(line()).toBe("Several people are typing…")
    hear({})
    expect(line()).toBe("")
  })

  test("is of the open room alone", () => {
    hear({ typing: [bob] })
    goTo(store, direct.id)
    expect(line()).toBe("")
  })
})

test("each key is told of, and that everything was taken back", () => {
  const field = part("composer-field")
  const type = (text) => {
    field.value = text
    field.dispatchEvent(new Event("input", { bubbles: true }))
  }
  type("h")
  expect(signals.typed).toHaveBeenCalledTimes(1)
  type("")
  expect(signals.typed).toHaveBeenCalledTimes(1)
  expect(signals.rested).toHaveBeenCalledTimes(1)
})

describe("presence", () => {
  const shown = (element) => [
    element.querySelector("[data-dot]").hidden ? null : element.querySelector("[data-dot]").dataset,
    words(element.querySelector("[data-presence-words]")),
  ]

  test("stands beside those one talks with, in colour and in words", () => {
    Element.prototype.scrollIntoView = () => {}
    createRoomList({ element: part("rooms"), store, actions: {} }).start()
    const link = () => document.querySelector(`[data-room-link][data-room-id="${direct.id}"]`)
    expect(shown(link())).toEqual([null, ""])
    hear({ presence: { 1: "online", 2: "idle" } })
    expect(shown(link())).toMatchObject([{ presence: "idle" }, "Away"])
    hear({})
    expect(shown(link())).toMatchObject([{ presence: "offline" }, "Offline"])
    const other = document.querySelector(`[data-room-link][data-room-id="${lobby.id}"]`)
    expect(shown(other)).toEqual([null, ""])
  })

  test("stands beside oneself", () => {
    createProfile({ element: part("profile"), store, session: {} }).start()
    hear({ presence: { [ada.id]: "online" } })
    expect(shown(part("profile"))).toMatchObject([{ presence: "online" }, "Online"])
  })
})
