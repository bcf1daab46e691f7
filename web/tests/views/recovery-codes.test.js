import { beforeEach, expect, test, vi } from "vitest"
import { createCodesDialog } from "../../src/views/account/codes-dialog.js"
import { loadPage, part, press, settled, stubDialogs, words } from "../support.js"

const CODES = ["a1b2c3-d4e5f6", "a1b2c3-000000"]

let dialog
let tools
let kept

beforeEach(async () => {
  await loadPage("account.html")
  stubDialogs()
  dialog = part("codes-dialog")
  tools = { copy: vi.fn(async () => true), save: vi.fn(), print: vi.fn() }
  const view = createCodesDialog({ element: dialog, place: () => "mira · chat.example", ...tools })
  view.start()
  kept = vi.fn()
  view.show(CODES).then(kept)
})

const click = (name) => dialog.querySelector(`[data-${name}]`).click()
const told = () => words(dialog.querySelector("[data-copy-done]"))

test("can be copied", async () => {
  click("copy")
  await settled()
  expect(tools.copy.mock.calls[0][0].value).toBe(CODES.join("\n"))
  expect(told()).toBe("Copied.")
  tools.copy.mockResolvedValueOnce(false)
  click("copy")
  await settled()
  expect(told()).toMatch(/copy it with your keyboard/)
})

test("can be saved and printed, with what they are for", () => {
  click("save")
  const [name, text] = tools.save.mock.calls[0]
  expect(name).toBe("parley-recovery-codes.txt")
  expect(text.split("\n")).toEqual(expect.arrayContaining(["mira · chat.example", ...CODES]))
  click("print")
  expect(tools.print).toHaveBeenCalledOnce()
  expect(words(part("codes-place"))).toBe("mira · chat.example")
})

test("go only when somebody has kept them, and then altogether", async () => {
  const cancel = new Event("cancel", { cancelable: true })
  dialog.dispatchEvent(cancel)
  expect(cancel.defaultPrevented).toBe(true)
  expect(press(part("codes-field"), "Escape").defaultPrevented).toBe(true)
  await settled()
  expect(kept).not.toHaveBeenCalled()
  dialog.close("kept")
  await settled()
  expect(kept).toHaveBeenCalledOnce()
  expect(part("codes-field").value).toBe("")
})
