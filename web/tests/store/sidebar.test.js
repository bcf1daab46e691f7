import { describe, expect, test } from "vitest"
import { roomsInOrder, shownCounts, sidebarSections } from "../../src/store/sidebar.js"
import { ORDER } from "../../src/store/state.js"
import { bob, lobby, openStore, room } from "../support.js"

const old = "2026-11-01T00:00:00.000Z"
const direct = (id, ...people) => room(id, { kind: "direct", name: "", people })
const mira = { id: 12, name: "Mira Kovač", avatar: null, is_guest: false }
const open = (...rooms) => openStore([], { rooms })
const names = (rooms) => rooms.map(({ id }) => id)
const sections = (store) =>
  Object.fromEntries(sidebarSections(store.state).map(({ key, rooms }) => [key, names(rooms)]))

describe("sections", () => {
  test("hold favourites, rooms, people and what is archived, each if there is any", () => {
    const store = open(
      room(20, { me: { is_favourite: true } }),
      room(21, { kind: "private" }),
      direct(22, bob),
      room(23, { archived_at: old, me: { is_favourite: true } }),
    )
    expect(sections(store)).toEqual({
      favourites: [20],
      rooms: [lobby.id, 21],
      people: [22],
      archived: [23],
    })
    expect(sections(open())).toEqual({ rooms: [lobby.id] })
  })

  test("are by name as people sort, or by what was said last", () => {
    const rooms = [room(20, { name: "Room 10" }), room(21, { name: "room 9" })]
    rooms.push(room(22, { name: "Äpfel", newest_id: 99 }))
    const store = open(...rooms)
    expect(sections(store).rooms).toEqual([22, lobby.id, 21, 20])
    store.dispatch({ type: "sidebar.ordered", order: ORDER.activity })
    expect(sections(store).rooms[0]).toBe(22)
    const said = { type: "feed.arrived", messages: [{ ...said20, room_id: 20 }] }
    store.dispatch(said)
    expect(sections(store).rooms.slice(0, 2)).toEqual([20, 22])
  })

  const said20 = {
    id: 100,
    revision: 100,
    kind: "text",
    author: bob,
    mentions: [],
    mentions_room: false,
    deleted_at: null,
    client_id: "c",
  }

  test("fold, and say so", () => {
    const store = open()
    const isFolded = () => sidebarSections(store.state)[0].isFolded
    store.dispatch({ type: "sidebar.folded", section: "rooms", isFolded: true })
    expect(isFolded()).toBe(true)
    store.dispatch({ type: "sidebar.folded", section: "rooms", isFolded: false })
    expect(isFolded()).toBe(false)
  })
})

describe("the filter", () => {
  test("finds names without their marks, of rooms and of people, folded or not", () => {
    const store = open(direct(22, mira, bob), room(23, { name: "Old plans", archived_at: old }))
    const filter = (words) => store.dispatch({ type: "sidebar.filtered", filter: words })
    filter(" kovac")
    expect(sections(store)).toEqual({ people: [22] })
    filter("OLD")
    expect(sidebarSections(store.state)).toMatchObject([{ key: "archived", isFolded: false }])
    filter("nothing like it")
    expect(sections(store)).toEqual({})
  })
})

describe("a hidden room", () => {
  const hidden = (rest) => room(20, { me: { level: "hidden" }, ...rest })

  test("is not listed unless somebody calls me there, or I am in it", () => {
    expect(names(roomsInOrder(open(hidden({ unread: 5 })).state))).toEqual([lobby.id])
    expect(names(roomsInOrder(open(hidden({ mentions: 1 })).state))).toEqual([lobby.id, 20])
    const store = open(hidden())
    store.dispatch({ type: "place.entered", roomId: 20 })
    expect(names(roomsInOrder(store.state))).toEqual([lobby.id, 20])
  })
})

describe("the numbers beside a room", () => {
  const of = (level) => shownCounts(room(20, { unread: 5, mentions: 2, me: { level } }))

  test("are what its level lets through", () => {
    expect(of("all")).toEqual({ unread: 5, mentions: 2 })
    expect(of("mentions")).toEqual({ unread: 0, mentions: 2 })
    expect(of("nothing")).toEqual({ unread: 0, mentions: 0 })
    expect(of("hidden")).toEqual({ unread: 0, mentions: 2 })
  })
})
