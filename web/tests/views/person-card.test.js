import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { createPersonCard } from "../../src/views/person-card.js"
import { createPersonInRoom } from "../../src/views/person-in-room.js"
import { createRoomPeople } from "../../src/views/room-people.js"
import * as world from "../support.js"

const { ada, loadPage, lobby, member, message, openStore, part, problem, settled } = world
const { words } = world
const formats = createDateFormats("en", ["en-GB"])
const tomas = { id: 12, name: "Tomás", avatar: null, is_guest: false }
const profile = {
  ...tomas,
  username: "tomas",
  role: "administrator",
  presence: "idle",
  time_zone: "Asia/Tokyo",
}
const there = { ...tomas, role: "member", muted_until: null, presence: "online" }
const MAY = ["manage", "moderate", "remove"]

let store
let actions
let confirm
let card

beforeEach(async () => {
  await loadPage()
  world.stubDialogs()
  vi.useFakeTimers({ now: new Date("2026-11-25T13:04:30.000Z") })
  store = openStore([message(1, { author: { ...tomas } })])
  store.dispatch({ type: "session.renamed", person: { ...member, id: ada.id, role: "owner" } })
  confirm = { ask: vi.fn(async () => true) }
  actions = {
    directory: { profile: vi.fn(async () => profile) },
    roomDeeds: { talkTo: vi.fn(async () => world.room(30)) },
    places: { open: vi.fn() },
    members: {
      find: vi.fn(async () => there),
      remove: vi.fn(async () => {}),
      showFaces: vi.fn(),
      change: vi.fn(async (_room, _id, { role, muted_minutes: minutes }) => ({
        ...there,
        ...(role && { role }),
        muted_until: minutes ? "2026-11-25T14:04:00.000Z" : null,
      })),
    },
    dialogs: { open: vi.fn() },
  }
  const common = { store, actions, confirm, formats }
  const onGone = () => part("person-card").close()
  const inRoom = createPersonInRoom({ element: part("in-room-part"), onGone, ...common })
  card = createPersonCard({ element: part("person-card"), inRoom, ...common })
  card.start()
})
afterEach(() => vi.useRealTimers())

const mayHere = (may) =>
  store.dispatch({ type: "room.changed", room: { ...lobby, me: { ...lobby.me, may } } })
const open = async (options = { person: tomas }) => {
  card.open(options)
  await settled()
}
const find = (what) => part("person-card").querySelector(what)

describe("the card of a person", () => {
  test("shows at once who it is, then what there is to know", async () => {
    card.open({ person: { ...tomas, name: "<b>Tomás" } })
    expect([part("person-card").open, words(part("card-name"))]).toEqual([true, "Tomás"])
    await settled()
    expect(words(find(".person-card__words"))).toMatch(
      /^Tomás @tomas Away\s*Local time (22|10):04.* Administrator$/,
    )
  })

  test("lets their clock go on", async () => {
    await open()
    vi.advanceTimersByTime(30_000)
    expect(words(part("card-time"))).toMatch(/:05/)
  })

  test("begins a conversation", async () => {
    await open()
    part("talk").click()
    await settled()
    expect(actions.roomDeeds.talkTo).toHaveBeenCalledWith([tomas.id])
    expect([part("person-card").open, actions.places.open.mock.lastCall]).toEqual([false, [30]])
  })

  test("says why none could be begun", async () => {
    actions.roomDeeds.talkTo.mockRejectedValue(problem("unreachable"))
    await open()
    part("talk").click()
    await settled()
    expect(words(find("[data-card-deeds] [data-problem]"))).toMatch(/cannot be reached/)
  })

  test("offers no conversation with myself, nor with a guest, nor to one", async () => {
    actions.directory.profile.mockResolvedValueOnce({ ...profile, id: ada.id })
    await open({ person: ada })
    expect(part("talk").hidden).toBe(true)
    actions.directory.profile.mockResolvedValueOnce({ ...profile, role: "guest", is_guest: true })
    await open()
    expect(part("talk").hidden).toBe(true)
    store.dispatch({ type: "session.renamed", person: ada })
    await open()
    expect(part("talk").hidden).toBe(true)
  })

  test("leads those who run the chat to the page of people", async () => {
    await open()
    expect(part("look-after").getAttribute("href")).toBe("/people?search=tomas")
    store.dispatch({ type: "session.renamed", person: { ...member, id: ada.id } })
    await open()
    expect(part("look-after").hidden).toBe(true)
  })

  test("says what failed and tries again; of those who are gone there is nothing", async () => {
    actions.directory.profile.mockRejectedValueOnce(problem("unreachable"))
    await open()
    expect(part("card-again").hidden).toBe(false)
    part("card-again").click()
    await settled()
    expect([words(part("card-problem")), part("talk").hidden]).toEqual(["", false])
    actions.directory.profile.mockRejectedValueOnce(problem("not-found", { status: 404 }))
    await open()
    expect(words(part("card-problem"))).toMatch(/nothing more to tell/)
    expect(part("card-again").hidden).toBe(true)
  })

  test("holds only a name where somebody is gone", async () => {
    actions.directory.profile.mockRejectedValue(problem("not-found", { status: 404 }))
    await card.open({ person: { id: 5, name: "Former member" } })
    await settled()
    expect(words(part("card-name"))).toBe("Former member")
    expect(words(part("card-problem"))).toBe("There is nothing more to tell about them.")
    expect([part("talk").hidden, part("card-again").hidden]).toEqual([true, true])
  })
})

describe("what may be done about a person in a room", () => {
  const press = async (what) => {
    find(what).click()
    await settled()
  }

  test("is not asked for by those who may nothing", async () => {
    await open()
    expect(part("in-room-part").hidden).toBe(true)
    expect(actions.members.find).not.toHaveBeenCalled()
  })

  test("is looked up where they were met in a message", async () => {
    mayHere(MAY)
    await open()
    expect(actions.members.find).toHaveBeenCalledWith(lobby.id, tomas)
    expect(part("in-room-part").hidden).toBe(false)
  })

  test("is a role, silence for a time, and the way out", async () => {
    mayHere(MAY)
    await open({ person: tomas, member: there })
    const role = find("[name=room_role]")
    role.value = "moderator"
    role.dispatchEvent(new Event("change", { bubbles: true }))
    await settled()
    expect(actions.members.change).toHaveBeenLastCalledWith(lobby.id, tomas.id, {
      role: "moderator",
    })
    await press('[data-minutes="60"]')
    expect(actions.members.change).toHaveBeenLastCalledWith(lobby.id, tomas.id, {
      muted_minutes: 60,
    })
    expect(words(part("muted-words"))).toMatch(/^Muted until 25 Nov 2026/)
    expect(document.activeElement).toBe(find("[data-unmute]"))
    await press("[data-unmute]")
    expect(actions.members.change).toHaveBeenLastCalledWith(lobby.id, tomas.id, {
      muted_minutes: 0,
    })
    await press("[data-remove]")
    expect(actions.members.remove).toHaveBeenCalledWith(lobby.id, tomas.id)
    expect(part("person-card").open).toBe(false)
  })

  test("that was refused leaves things as they are, and is said", async () => {
    mayHere(MAY)
    const detail = "Give somebody else the role first."
    actions.members.change.mockRejectedValue(problem("last-room-owner", { status: 409, detail }))
    await open({ person: tomas, member: { ...there, role: "owner" } })
    const role = find("[name=room_role]")
    role.value = "member"
    role.dispatchEvent(new Event("change", { bubbles: true }))
    await settled()
    expect(role.value).toBe("owner")
    expect(words(find("[data-in-room-part] [data-problem]"))).toBe(detail)
  })

  test("leaves out what I may not do, and silence for myself", async () => {
    mayHere(["moderate"])
    await open({ person: tomas, member: there })
    expect([part("room-role").hidden, part("mute").hidden]).toEqual([true, false])
    mayHere(MAY)
    await open({ person: ada, member: { ...there, id: ada.id, role: "owner" } })
    const hidden = ["room-role", "mute", "remove"].map((name) => part(name).hidden)
    expect(hidden).toEqual([false, true, true])
  })
})

describe("the ways to a card", () => {
  test("lead from the head of a conversation of two", () => {
    const pair = world.room(40, { kind: "direct", name: "", people: [tomas] })
    store.dispatch({ type: "room.changed", room: pair })
    world.goTo(store, pair.id)
    createRoomPeople({ element: part("room-people"), store, actions }).start()
    part("room-people").querySelector("button").click()
    const opened = expect.objectContaining({ person: tomas })
    expect(actions.dialogs.open).toHaveBeenCalledWith("person", opened)
  })
})
