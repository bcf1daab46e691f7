import { beforeEach, describe, expect, test, vi } from "vitest"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createNotifying } from "../../src/actions/notifying.js"
import { createQuietHours } from "../../src/actions/quiet-hours.js"
import { ABILITY } from "../../src/lib/desktop.js"
import { emptyStore, fakeMemory, openSession, problem } from "../support.js"

describe("being notified on this device", () => {
  let store
  let memory
  let desktop
  let notifying
  let change

  beforeEach(() => {
    store = emptyStore()
    memory = fakeMemory()
    memory.browser.watch = vi.fn((key, listener) => (change = listener))
    desktop = { ability: vi.fn(() => ABILITY.open), ask: vi.fn(async () => ABILITY.granted) }
    notifying = createNotifying({ store, keepsakes: createKeepsakes(memory), desktop })
    notifying.start()
  })

  const chosen = () => store.state.notifying

  test("is off, and nobody is asked, until it is chosen", async () => {
    expect(chosen()).toEqual({ ability: ABILITY.open, isOn: false, hasSound: false })
    expect(desktop.ask).not.toHaveBeenCalled()
    await notifying.turnOn()
    expect(desktop.ask).toHaveBeenCalledTimes(1)
    expect(chosen()).toMatchObject({ ability: ABILITY.granted, isOn: true })
    expect(memory.kept.get("notifying")).toEqual({ isOn: true, hasSound: false })
  })

  test.each([ABILITY.denied, ABILITY.open])("stays off where the answer is %s", async (answer) => {
    desktop.ask.mockResolvedValue(answer)
    await notifying.turnOn()
    expect(chosen()).toMatchObject({ ability: answer, isOn: false })
  })

  test("asks nobody twice", async () => {
    desktop.ability.mockReturnValue(ABILITY.denied)
    await notifying.turnOn()
    expect(desktop.ask).not.toHaveBeenCalled()
    expect(chosen().isOn).toBe(false)
  })

  test("is remembered, and follows what another tab chooses", () => {
    notifying.changeSound(true)
    expect(memory.kept.get("notifying")).toEqual({ isOn: false, hasSound: true })
    memory.kept.set("notifying", { isOn: true, hasSound: false })
    change()
    expect(chosen()).toMatchObject({ isOn: true, hasSound: false })
    notifying.turnOff()
    expect(chosen().isOn).toBe(false)
  })

  test("is whatever else was kept there no longer", () => {
    memory.kept.set("notifying", "yes")
    change()
    expect(chosen()).toMatchObject({ isOn: false, hasSound: false })
  })
})

describe("quiet hours", () => {
  const night = { from: "22:00", to: "07:00" }
  const none = { from: null, to: null }
  let now
  let api
  let quietHours

  beforeEach(() => {
    now = new Date(2026, 10, 22, 23, 0)
    api = {
      quietHours: vi.fn(async () => night),
      changeQuietHours: vi.fn(async (hours) => hours),
    }
    const given = { api, store: emptyStore(), session: openSession, now: () => now }
    quietHours = createQuietHours(given)
  })

  test("are asked for before the first message, and again when that is a while ago", async () => {
    expect(await quietHours.areNow()).toBe(true)
    await quietHours.areNow()
    expect(api.quietHours).toHaveBeenCalledTimes(1)
    api.quietHours.mockResolvedValue(none)
    now = new Date(2026, 10, 22, 23, 2)
    expect(await quietHours.areNow()).toBe(false)
  })

  test("are as they were known when they cannot be asked for", async () => {
    await quietHours.change(none)
    api.quietHours.mockRejectedValue(problem("unreachable"))
    now = new Date(2026, 10, 22, 23, 2)
    expect(await quietHours.areNow()).toBe(false)
  })

  test("are always where they were never known", async () => {
    api.quietHours.mockRejectedValue(problem("unreachable"))
    expect(await quietHours.areNow()).toBe(true)
  })

  test("hold at once when they are changed", async () => {
    await quietHours.change({ from: "00:00", to: "01:00" })
    expect(await quietHours.areNow()).toBe(false)
    expect(api.changeQuietHours).toHaveBeenCalledWith({ from: "00:00", to: "01:00" })
  })
})
