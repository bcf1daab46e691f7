import { beforeEach, describe, expect, test } from "vitest"
import { createReports } from "../../src/actions/reports.js"
import { createDateFormats } from "../../src/lib/dates.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { createStore } from "../../src/store/store.js"
import { createReports as createReportsView } from "../../src/views/people/reports.js"
import { ada, bob, fakeApi, loadPage, part, problem, settled, words } from "../support.js"

const formats = createDateFormats("en", ["en-GB"])
const report = (id, rest) => ({
  id,
  message_id: 40 + id,
  room: { id: 7, name: "Lobby" },
  author: { id: bob.id, name: "<b>Bob" },
  reporter: ada,
  content: "Hi <@1>, buy <i>coins</i>",
  mentions: [{ id: 1, name: "Ada" }],
  mentions_room: false,
  reason: "Spam",
  created_at: "2026-11-22T09:00:00.000Z",
  resolved_at: null,
  resolved_by: null,
  ...rest,
})

let api
let store
let actions

const rows = () => [...part("report-list").children]
const foot = (state) => document.querySelector(`[data-list-foot=${state}]`)

beforeEach(async () => {
  await loadPage("people.html")
  api = fakeApi({
    reports: async ({ state }) => ({ reports: state === "open" ? [report(1)] : [], more: false }),
    rooms: async () => [{ id: 7 }],
    changeReport: async (id) => report(id),
  })
  store = createStore(administrationReducers, createAdministrationState({ section: "reports" }))
  actions = createReports({ api, store, signedIn: (call) => call() })
  const element = document.querySelector("[data-part=reports]")
  createReportsView({ element, store, actions, formats }).start()
  await actions.reports.load()
})

describe("reports", () => {
  test("show as text what was said, by whom, and why somebody minds", () => {
    const [row] = rows()
    expect(words(row)).toMatch(/^<b>Bob in Lobby Hi @Ada, buy <i>coins<\/i> Spam Reported by Ada/)
    expect(row.querySelector("b, i")).toBeNull()
  })

  test("lead to the message those who are in its room", async () => {
    const link = () => rows()[0].querySelector("[data-to-message]")
    expect(link().hidden).toBe(true)
    await actions.learnMyRooms()
    expect([link().hidden, link().getAttribute("href")]).toEqual([false, "/rooms/7/messages/41"])
    api.rooms.mockRejectedValue(problem("unreachable"))
    await actions.learnMyRooms()
    expect(link().hidden).toBe(true)
  })

  test("are dealt with, and go to the other list", async () => {
    rows()[0].querySelector("[data-turn]").click()
    await settled()
    expect(api.changeReport).toHaveBeenCalledWith(1, { is_resolved: true })
    expect(rows()).toEqual([])
    expect(document.activeElement).toBe(part("reports-done"))
    expect(words(foot("open"))).toMatch(/All quiet/)
  })

  test("stay where they are when that was refused", async () => {
    api.changeReport.mockRejectedValue(problem("unreachable"))
    rows()[0].querySelector("[data-turn]").click()
    await settled()
    expect(rows()).toHaveLength(1)
    expect(words(part("reports-problem"))).toMatch(/cannot be reached/)
  })

  test("that were dealt with are shown on demand, and can be taken up again", async () => {
    const by = { id: 9, name: "Olga" }
    const done = report(2, { resolved_at: "2026-11-22T10:00:00.000Z", resolved_by: by, reason: "" })
    api.reports.mockResolvedValue({ reports: [done], more: true })
    const state = document.querySelector("[name=report_state]")
    state.value = "resolved"
    state.dispatchEvent(new Event("change", { bubbles: true }))
    await settled()
    expect(api.reports.mock.lastCall[0]).toMatchObject({ state: "resolved" })
    expect(words(rows()[0])).toMatch(/No reason was given.*Dealt with by Olga/)
    expect([foot("open").hidden, foot("resolved").hidden]).toEqual([true, false])
    rows()[0].querySelector("[data-turn]").click()
    await settled()
    expect(api.changeReport).toHaveBeenCalledWith(2, { is_resolved: false })
  })
})
