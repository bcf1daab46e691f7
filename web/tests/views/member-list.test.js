import { beforeEach, describe, expect, test } from "vitest"
import { ALL, mine, openPage } from "../details.js"
import { ada, bob, lobby, part, words } from "../support.js"

const inRoom = (person, rest) => ({
  ...person,
  avatar: null,
  role: "member",
  muted_until: null,
  presence: "online",
  ...rest,
})

let store

beforeEach(async () => {
  ;({ store } = await openPage())
})

const open = () => document.querySelector("[data-opens=details]").click()
const inPart = (name, what) => part(name).querySelector(what)
const members = (items) => store.dispatch({ type: "members.arrived", items, more: false })

describe("the people of a room", () => {
  test("are drawn as text, with what they are here", () => {
    open()
    const until = "2026-11-22T18:00:00.000Z"
    members([
      inRoom(ada, { role: "owner" }),
      inRoom(bob, { name: "<b>Bob", muted_until: until, presence: "idle" }),
    ])
    const rows = [...part("member-list").querySelectorAll("[data-member]")].map(words)
    expect(rows[0]).toMatch(/^MI Mira\s*Online.*you.*guest.*Owner$/)
    expect(rows[1]).toMatch(/<b>Bob\s*Away\s*Muted until \d\d:00/)
    expect(part("member-list").querySelector("b")).toBeNull()
  })

  test("are there or not as the signals tell, once they do", () => {
    open()
    members([inRoom(ada), inRoom(bob, { presence: "offline" })])
    const presence = () =>
      [...part("member-list").querySelectorAll("[data-dot]")].map(({ dataset }) => dataset.presence)
    expect(presence()).toEqual(["online", "offline"])
    const row = () => part("member-list").querySelector(`[data-member="${ada.id}"]`)
    const before = row()
    const came = { [ada.id]: "online", [bob.id]: "online" }
    store.dispatch({ type: "signals.heard", roomId: lobby.id, presence: came, typing: [] })
    expect(presence()).toEqual(["online", "online"])
    expect(row()).toBe(before) // whoever presses it meanwhile has pressed it
    const told = { [ada.id]: "idle", [bob.id]: "online" }
    store.dispatch({ type: "signals.heard", roomId: lobby.id, presence: told, typing: [] })
    expect(presence()).toEqual(["idle", "online"])
  })

  test("are not shown to guests where the owners do not want it", () => {
    open()
    expect(part("members-hidden").hidden).toBe(true)
    members([])
    expect(part("members-hidden").hidden).toBe(false)
  })

  test("lead to their cards", () => {
    open()
    const there = inRoom(bob)
    members([inRoom(ada), there])
    part("member-list").querySelector(`[data-member="${bob.id}"] button`).click()
    expect(part("person-card").open).toBe(true)
    expect(words(part("card-name"))).toBe("Bob")
  })

  test("are added by those who may", async () => {
    open()
    members([inRoom(ada)])
    expect(inPart("members", "[data-add]").hidden).toBe(true)
    mine(store, ALL)
    expect(inPart("members", "[data-add]").hidden).toBe(false)
    inPart("members", "[data-add]").click()
    expect(part("add-people").open).toBe(true)
    expect(words(part("add-title"))).toBe("Add people to Lobby")
  })
})
