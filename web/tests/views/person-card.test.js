import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createRoomPeople } from "../../src/views/room-people.js"
import { carol, openPage, profile, tomas } from "../person-card.js"
import * as world from "../support.js"

const { ada, member, part, problem, settled, words } = world

let store
let actions
let card
let open

beforeEach(async () => {
  ;({ store, actions, card, open } = await openPage())
})
afterEach(() => vi.useRealTimers())

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

  test("leads nowhere once it was closed, or is somebody else's", async () => {
    const answers = []
    actions.roomDeeds.talkTo.mockImplementation(
      () => new Promise((resolve) => answers.push(resolve)),
    )
    await open()
    part("talk").click()
    part("person-card").close()
    answers.pop()(world.room(30))
    await settled()
    await open()
    part("talk").click()
    part("person-card").close()
    actions.directory.profile.mockResolvedValueOnce({ ...profile, ...carol })
    await open({ person: carol })
    answers.pop()(world.room(30))
    await settled()
    expect([part("person-card").open, actions.places.open.mock.calls]).toEqual([true, []])
    part("talk").click()
    expect(actions.roomDeeds.talkTo).toHaveBeenLastCalledWith([carol.id])
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
