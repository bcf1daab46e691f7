import { describe, expect, test } from "vitest"
import { peopleToJumpTo, roomsToJumpTo } from "../../src/store/jump.js"
import { ada, bob, goTo, member, openStore, room } from "../support.js"

const deployments = room(8, { name: "Deployments", newest_id: 3 })
const design = room(9, { name: "Design review", newest_id: 9 })
const pair = room(10, { name: "", kind: "direct", newest_id: 2, people: [{ ...member }] })
const open = () => openStore([], { rooms: [deployments, design, pair] })
const names = (store, query = "") => roomsToJumpTo(store.state, query).map(({ name }) => name)

describe("rooms to jump to", () => {
  test("without a query are those where something was said lately, but not the open one", () => {
    expect(names(open())).toEqual(["Design review", "Deployments", "Mira"])
  })

  test("begin with those the reader was in lately", () => {
    const store = open()
    goTo(store, deployments.id)
    goTo(store, pair.id)
    expect(names(store)).toEqual(["Deployments", "Lobby", "Design review"])
  })

  test("are found by letters of their names, the open one too, and of the people in them", () => {
    expect(names(open(), "lby")).toEqual(["Lobby"])
    expect(names(open(), "mir")).toEqual(["Mira"])
    expect(roomsToJumpTo(open().state, "dep")[0]).toMatchObject({
      name: "Deployments",
      places: [0, 1, 2],
    })
  })
})

test("people to jump to are others with whom there is no conversation yet", () => {
  const people = [ada, bob, { ...member, username: "mira" }]
  expect(peopleToJumpTo(open().state, people).map(({ name }) => name)).toEqual(["Bob"])
})
