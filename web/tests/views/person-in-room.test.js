import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { carol, openPage, there, tomas } from "../person-card.js"
import * as world from "../support.js"

const { ada, lobby, part, problem, settled, words } = world

let store
let actions
let open

beforeEach(async () => {
  ;({ store, actions, open } = await openPage())
})
afterEach(() => vi.useRealTimers())

const mayHere = (may) =>
  store.dispatch({ type: "room.changed", room: { ...lobby, me: { ...lobby.me, may } } })
const find = (what) => part("person-card").querySelector(what)
const MAY = ["manage", "moderate", "remove"]

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

describe("what comes late about somebody whose card was closed", () => {
  const inRoom = (what) => part("in-room-part").querySelector(what)
  const here = { ...there, ...carol, role: "moderator" }
  let answer
  let refuse

  const later = () =>
    new Promise((resolve, reject) => {
      answer = resolve
      refuse = reject
    })

  beforeEach(async () => {
    mayHere(MAY)
    actions.members.change.mockImplementationOnce(later)
    actions.members.remove.mockImplementationOnce(later)
    await open({ person: tomas, member: there })
  })

  async function turnToCarol() {
    await settled()
    part("person-card").close()
    await open({ person: carol, member: here })
  }

  test("leaves the card of somebody else alone", async () => {
    inRoom('[data-minutes="10"]').click()
    await turnToCarol()
    answer({ ...there, muted_until: "2026-11-25T14:04:00.000Z" })
    await settled()
    expect([inRoom("[name=room_role]").value, part("mute").hidden]).toEqual(["moderator", false])
    expect(words(inRoom("[data-done]"))).toBe("")
    inRoom('[data-minutes="60"]').click()
    const muted = [lobby.id, carol.id, { muted_minutes: 60 }]
    expect(actions.members.change).toHaveBeenLastCalledWith(...muted)
  })

  test("is no trouble of theirs either", async () => {
    inRoom('[data-minutes="10"]').click()
    await turnToCarol()
    refuse(problem("unreachable"))
    await settled()
    expect(words(inRoom("[data-problem]"))).toBe("")
  })

  test("does not keep them waiting", async () => {
    inRoom('[data-minutes="10"]').click()
    await turnToCarol()
    expect(part("in-room-part").getAttribute("aria-busy")).toBe("false")
    actions.members.change.mockResolvedValueOnce({ ...here, role: "owner" })
    inRoom("[name=room_role]").value = "owner"
    inRoom("[name=room_role]").dispatchEvent(new Event("change", { bubbles: true }))
    await settled()
    answer({ ...there, muted_until: "2026-11-25T14:04:00.000Z" })
    await settled()
    expect([inRoom("[name=room_role]").value, part("mute").hidden]).toEqual(["owner", false])
    expect(words(inRoom("[data-done]"))).not.toBe("")
  })

  test("closes no card but theirs", async () => {
    inRoom("[data-remove]").click()
    await turnToCarol()
    answer()
    await settled()
    expect(part("person-card").open).toBe(true)
  })

  test("is shown where their own was opened again", async () => {
    inRoom('[data-minutes="10"]').click()
    await settled()
    part("person-card").close()
    await open({ person: tomas, member: there })
    answer({ ...there, muted_until: "2026-11-25T14:04:00.000Z" })
    await settled()
    expect(part("muted").hidden).toBe(false)
  })
})
