import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createBrowse } from "../../src/views/rooms/browse.js"
import { lobby, loadPage, openStore, part, problem, room, settled } from "../support.js"
import { stubDialogs, words } from "../support.js"

const found = (id, name, rest) => ({ id, kind: "public", name, topic: "", icon: "", ...rest })
const cycling = found(30, "<b>Cycling", { member_count: 7, topic: "On Sundays", is_member: false })
const here = found(lobby.id, "Lobby", { member_count: 34, is_member: true })

let store
let actions

const row = (id) => document.querySelector(`[data-found-room="${id}"]`)
const offered = (id) => words(row(id).querySelector("button:not([hidden])"))
const arrive = (rooms, more = false) =>
  store.dispatch({ type: "publicRooms.arrived", items: rooms, more })

beforeEach(async () => {
  await loadPage()
  stubDialogs()
  vi.useFakeTimers()
  store = openStore()
  actions = {
    roomDeeds: { publicRooms: { load: vi.fn(), loadMore: vi.fn() } },
    rooms: {
      join: vi.fn(async (id) =>
        store.dispatch({ type: "room.changed", room: room(id, { member_count: 8 }) }),
      ),
    },
    places: { open: vi.fn() },
  }
  const browse = createBrowse({ element: part("browse"), store, actions })
  browse.start()
  browse.open()
})
afterEach(() => vi.useRealTimers())

describe("the public rooms", () => {
  test("are asked for when the dialog opens, and drawn as text", () => {
    expect(actions.roomDeeds.publicRooms.load).toHaveBeenCalledWith({ search: "" })
    arrive([cycling, here])
    expect(words(row(30).querySelector("[data-name]"))).toBe("<b>Cycling")
    expect(words(row(30))).toContain("On Sundays 7 people")
    expect([offered(30), offered(lobby.id)]).toEqual(["Join", "Open"])
  })

  test("are joined in place, and opened from there", async () => {
    arrive([cycling])
    row(30).querySelector("[data-join]").focus()
    row(30).querySelector("[data-join]").click()
    await settled()
    expect(actions.rooms.join).toHaveBeenCalledWith(30)
    expect(part("browse").open).toBe(true)
    expect(offered(30)).toBe("Open")
    expect(words(row(30))).toContain("8 people")
    expect(document.activeElement).toBe(row(30).querySelector("[data-enter]"))
    expect(words(part("found-words"))).toBe("You are in <b>Cycling now.")
    row(30).querySelector("[data-enter]").click()
    expect(part("browse").open).toBe(false)
    expect(actions.places.open).toHaveBeenCalledWith(30)
  })

  test("say beside themselves why they could not be joined", async () => {
    actions.rooms.join.mockRejectedValue(problem("unreachable"))
    arrive([cycling])
    row(30).querySelector("[data-join]").click()
    await settled()
    expect(words(row(30).querySelector("[data-problem]"))).toMatch(/cannot be reached/)
    expect(offered(30)).toBe("Join")
  })

  test("are found by typing, after a pause", () => {
    const search = part("browse").querySelector("[name=search]")
    for (const text of ["c", "cy"]) {
      search.value = text
      search.dispatchEvent(new Event("input", { bubbles: true }))
      vi.advanceTimersByTime(100)
    }
    vi.advanceTimersByTime(200)
    const asked = actions.roomDeeds.publicRooms.load.mock.calls
    expect(asked).toEqual([[{ search: "" }], [{ search: "cy" }]])
  })

  test("come page by page, and nothing is said where there is nothing", () => {
    arrive([cycling], true)
    part("browse").querySelector("[data-foot-button]").click()
    expect(actions.roomDeeds.publicRooms.loadMore).toHaveBeenCalled()
    arrive([])
    expect(words(part("browse").querySelector("[data-list-foot]"))).toContain("no such room")
  })
})
