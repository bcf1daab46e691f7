import { beforeEach, expect, test, vi } from "vitest"
import { createReportDialog } from "../../src/views/report-dialog.js"
import * as world from "../support.js"

const { bob, loadPage, message, openStore, part, problem, settled, stubDialogs, words } = world
let actions
let toast

beforeEach(async () => {
  stubDialogs()
  await loadPage()
  actions = { messages: { report: vi.fn(async () => {}) } }
  toast = { say: vi.fn() }
  const dialog = createReportDialog({ element: part("report"), store: openStore(), actions, toast })
  dialog.start()
  dialog.open(message(2, { content: "<@2> is a fool", mentions: [bob] }))
})

function send(reason) {
  document.querySelector("#report-reason").value = reason
  part("report").querySelector("form").requestSubmit()
  return settled()
}

test("shows who said what", () => {
  expect(words(part("report-author"))).toBe("Bob")
  expect(words(part("report-words"))).toBe("@Bob is a fool")
})

test("hands the message over with the reason, thanks and closes", async () => {
  await send(" rude ")
  expect(actions.messages.report).toHaveBeenCalledWith(2, "rude")
  expect(part("report").open).toBe(false)
  expect(toast.say).toHaveBeenCalled()
})

test("stays open with what was typed when it is refused", async () => {
  actions.messages.report.mockRejectedValue(problem("too-fast"))
  await send("rude")
  expect(part("report").open).toBe(true)
  expect(words(part("report").querySelector("[data-form-problem]"))).toMatch(/too often/)
  expect(document.querySelector("#report-reason").value).toBe("rude")
})
