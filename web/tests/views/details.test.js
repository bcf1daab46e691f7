import { beforeEach, describe, expect, test } from "vitest"
import { ALL, mine as allow, openPage } from "../details.js"
import * as world from "../support.js"

const { lobby, part, press, problem, settled, words } = world

let store
let actions
let confirm

const mine = (may, rest) => allow(store, may, rest)

beforeEach(async () => {
  ;({ store, actions, confirm } = await openPage())
})

const opener = () => document.querySelector("[data-opens=details]")
const open = () => opener().click()
const inPart = (name, what) => part(name).querySelector(what)
const shown = (name) =>
  [...part(name).querySelectorAll("button")].filter((b) => !b.closest("[hidden]")).map(words)

describe("the details of a room", () => {
  test("open beside the conversation, and give the focus back when they close", () => {
    expect(part("details").hidden).toBe(true)
    open()
    expect([part("details").hidden, opener().getAttribute("aria-expanded")]).toEqual([
      false,
      "true",
    ])
    expect(part("main").inert).toBeFalsy()
    const escape = press(part("close-details"), "Escape")
    expect([part("details").hidden, escape.defaultPrevented]).toEqual([true, true])
    expect(document.activeElement).toBe(opener())
  })

  test("lie above the conversation where there is no room beside it", async () => {
    ;({ store, actions, confirm } = await openPage({ isNarrow: true }))
    actions.dialogs.open("details")
    expect(part("main").inert).toBe(true)
    part("details-scrim").click()
    expect([part("main").inert, part("details").hidden]).toEqual([false, true])
  })

  test("follow the reader into another room, and offer what may be done there", () => {
    mine(ALL)
    open()
    expect(words(inPart("about", "[data-name]"))).toBe("Lobby")
    world.goTo(store, 8)
    expect(words(inPart("about", "[data-name]"))).toBe("Room 8")
    expect(actions.members.look).toHaveBeenLastCalledWith(8)
    expect(inPart("about", "[data-edit]").hidden).toBe(true)
    expect([part("settings").hidden, shown("endings")]).toEqual([true, ["Leave the room"]])
  })

  test("offer all to whoever may all", () => {
    mine(ALL)
    open()
    expect(shown("endings")).toEqual(["Leave the room", "Archive", "Delete"])
    expect(part("settings").hidden).toBe(false)
  })

  test("make a favourite, and choose what to be told", async () => {
    open()
    inPart("about", "[data-favourite]").click()
    await settled()
    expect(actions.roomDeeds.changeMine).toHaveBeenCalledWith(lobby.id, { is_favourite: true })
    expect(inPart("about", "[data-favourite]").getAttribute("aria-pressed")).toBe("true")
    const level = inPart("level", "[name=level]")
    level.value = "nothing"
    level.dispatchEvent(new Event("change", { bubbles: true }))
    await settled()
    expect(actions.roomDeeds.changeMine).toHaveBeenLastCalledWith(lobby.id, { level: "nothing" })
    expect(words(part("level-hint"))).toMatch(/keeps quiet/)
  })

  test("take a choice back that was refused, and say why", async () => {
    mine(ALL)
    open()
    actions.roomDeeds.change.mockRejectedValueOnce(problem("unreachable"))
    const posting = inPart("settings", "[name=posting]")
    posting.value = "owner"
    posting.dispatchEvent(new Event("change", { bubbles: true }))
    await settled()
    expect(posting.value).toBe("member")
    expect(words(inPart("settings", "[data-problem]"))).toMatch(/cannot be reached/)
  })
})

test("what is refused in one room is not said in another, nor holds it up", async () => {
  mine(ALL)
  open()
  let refuse
  const later = () => new Promise((_resolve, reject) => (refuse = reject))
  actions.roomDeeds.changeMine.mockImplementationOnce(later)
  inPart("about", "[data-favourite]").click()
  world.goTo(store, 8)
  inPart("about", "[data-favourite]").click()
  expect(actions.roomDeeds.changeMine).toHaveBeenLastCalledWith(8, { is_favourite: true })
  refuse(problem("unreachable"))
  await settled()
  expect(words(inPart("about", "[data-problem]"))).toBe("")
})

describe("the end of a room", () => {
  beforeEach(() => {
    mine(ALL)
    open()
  })

  test("for me: it is left when that is meant, and the reader is taken elsewhere", async () => {
    confirm.ask.mockResolvedValueOnce(false)
    inPart("endings", "[data-leave]").click()
    await settled()
    expect(actions.rooms.leave).not.toHaveBeenCalled()
    inPart("endings", "[data-leave]").click()
    await settled()
    expect(actions.rooms.leave).toHaveBeenCalledWith(lobby.id)
    expect(actions.places.openFirst).toHaveBeenCalled()
  })

  test("for me: the last owner is told what to do first", async () => {
    const detail = "Make somebody else an owner first."
    actions.rooms.leave.mockRejectedValue(problem("last-room-owner", { status: 409, detail }))
    inPart("endings", "[data-leave]").click()
    await settled()
    expect(words(inPart("endings", "[data-problem]"))).toBe(detail)
    expect(actions.places.openFirst).not.toHaveBeenCalled()
  })

  test("for a while: it is archived and restored, and the focus stays", async () => {
    inPart("endings", "[data-archive]").click()
    await settled()
    expect(actions.roomDeeds.change).toHaveBeenCalledWith(lobby.id, { is_archived: true })
    mine(ALL, { archived_at: "2026-11-22T18:00:00.000Z" })
    expect(shown("endings")).toContain("Restore")
    expect([part("settings").hidden, inPart("about", "[data-edit]").hidden]).toEqual([true, true])
    inPart("endings", "[data-restore]").click()
    await settled()
    expect(actions.roomDeeds.change).toHaveBeenLastCalledWith(lobby.id, { is_archived: false })
  })

  test("for good: only by whoever types its name", async () => {
    inPart("endings", "[data-delete]").click()
    const field = inPart("delete-room", "[name=name]")
    const form = inPart("delete-room", "form")
    field.value = "lobby"
    form.requestSubmit()
    await settled()
    expect(actions.roomDeeds.remove).not.toHaveBeenCalled()
    expect(words(inPart("delete-room", "[data-field-error]"))).toMatch(/not the name/)
    field.value = "Lobby"
    form.requestSubmit()
    await settled()
    expect(actions.roomDeeds.remove).toHaveBeenCalledWith(lobby.id, "Lobby")
    expect([part("delete-room").open, actions.places.openFirst.mock.calls.length]).toEqual([
      false,
      1,
    ])
  })
})

describe("what a room is", () => {
  beforeEach(() => {
    mine(ALL, { description: "Long" })
    open()
  })

  test("is edited: only what differs is sent", async () => {
    inPart("about", "[data-edit]").click()
    const field = (name) => inPart("edit-room", `[name=${name}]`)
    expect([field("topic").value, field("description").value]).toEqual(["All of it", "Long"])
    field("topic").value = "Some of it"
    inPart("edit-room", "form").requestSubmit()
    await settled()
    expect(actions.roomDeeds.change).toHaveBeenCalledWith(lobby.id, { topic: "Some of it" })
    expect(words(inPart("about", "[data-topic]"))).toBe("Some of it")
  })

  test("is open to others by a link, which is shown once", async () => {
    inPart("settings", "[data-invite]").click()
    inPart("invite-room", "[name=uses]").value = "2"
    inPart("invite-room", "form").requestSubmit()
    await settled()
    expect(actions.roomDeeds.invite).toHaveBeenCalledWith(lobby.id, { uses: 2, days: 7 })
    expect(part("link-dialog").open).toBe(true)
    expect(part("link-field").value).toMatch(/#invitation=t$/)
    part("link-dialog").close()
    expect(part("link-field").value).toBe("")
  })
})
