import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { createStore } from "../../src/store/store.js"
import { createBanDialog } from "../../src/views/people/ban-dialog.js"
import { createBans } from "../../src/views/people/bans.js"
import { createPersonDeeds } from "../../src/views/people/person-deeds.js"
import { loadPage, part, problem, settled, stubDialogs, words } from "../support.js"

const formats = createDateFormats("en", ["en-GB"])
const ban = (id, rest) => ({
  id,
  network: `203.0.113.${id}/32`,
  created_at: "2026-11-22T09:00:00.000Z",
  expires_at: "2026-11-23T09:00:00.000Z",
  created_by: { id: 4, name: "<b>Olga" },
  ...rest,
})

let store
let actions

beforeEach(async () => {
  await loadPage("people.html")
  stubDialogs()
  store = createStore(administrationReducers, createAdministrationState())
  actions = {
    bans: { load: vi.fn() },
    ban: vi.fn(async () => ban(7)),
    liftBan: vi.fn(async (id) => store.dispatch({ type: "bans.removed", id })),
  }
  const element = document.querySelector("[data-part=bans]")
  createBans({ element, store, actions, formats }).start()
})

describe("the bans", () => {
  const rows = () => [...part("ban-list").children]

  test("say what, until when and by whom, as text", () => {
    store.dispatch({ type: "bans.arrived", items: [ban(7), ban(8, { created_by: null })] })
    expect(words(rows()[0])).toMatch(/203\.0\.113\.7 Until .* By <b>Olga/)
    expect(rows()[0].querySelector("b")).toBeNull()
  })

  test("that are none are said to be none", () => {
    store.dispatch({ type: "bans.arrived", items: [] })
    expect(words(document.querySelector("[data-part=bans]"))).toContain("No address is banned.")
  })

  test("are lifted by one click, and the focus is not lost", async () => {
    store.dispatch({ type: "bans.arrived", items: [ban(7)] })
    rows()[0].querySelector("[data-lift]").click()
    await settled()
    expect(actions.liftBan).toHaveBeenCalledWith(7)
    expect(words(part("bans-done"))).toBe("Guests may come from 203.0.113.7 again.")
    expect(document.activeElement).toBe(part("bans-done"))
  })

  test("that could not be lifted stay, with the reason", async () => {
    store.dispatch({ type: "bans.arrived", items: [ban(7)] })
    actions.liftBan.mockRejectedValueOnce(problem("not-allowed"))
    rows()[0].querySelector("[data-lift]").click()
    await settled()
    expect(words(part("bans-problem"))).toBe("Your role does not allow this.")
    expect(rows()).toHaveLength(1)
  })
})

describe("banning a guest's address", () => {
  const guest = { id: 8, name: "Otter", address: "203.0.113.7" }
  let deeds

  beforeEach(() => {
    const banDialog = createBanDialog({ element: part("ban-dialog") })
    banDialog.start()
    deeds = createPersonDeeds({ store, actions, formats, banDialog })
  })

  test("asks for how long, and says until when", async () => {
    const told = deeds.banAddress(guest)
    expect(words(part("ban-title"))).toBe("Ban the address 203.0.113.7?")
    expect([...part("ban-hours").options].map(({ text }) => text)).toEqual([
      "1 hour",
      "1 day",
      "1 week",
      "30 days",
    ])
    part("ban-hours").value = "168"
    part("ban-dialog").close("yes")
    expect(await told).toMatch(/^203\.0\.113\.7 is banned until 23 Nov/)
    expect(actions.ban).toHaveBeenCalledWith("203.0.113.7", 168)
  })

  test("does nothing where it was not meant", async () => {
    const told = deeds.banAddress(guest)
    part("ban-dialog").close("no")
    expect(await told).toBeUndefined()
    expect(actions.ban).not.toHaveBeenCalled()
  })
})
