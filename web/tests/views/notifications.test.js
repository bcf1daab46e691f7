import { beforeEach, describe, expect, test, vi } from "vitest"
import { ABILITY } from "../../src/lib/desktop.js"
import { createNotifications } from "../../src/views/notifications.js"
import * as world from "../support.js"

const { emptyStore, loadPage, part, problem, settled, words } = world
const NONE = { from: null, to: null }
let store
let actions
let chime
let dialog

const change = (given) => store.dispatch({ type: "notifying.changed", change: given })

beforeEach(async () => {
  await loadPage()
  world.stubDialogs()
  store = emptyStore()
  actions = {
    notifying: { look: vi.fn(), turnOn: vi.fn(), turnOff: vi.fn(), changeSound: vi.fn() },
    quietHours: {
      load: vi.fn(async () => keep(NONE)),
      change: vi.fn(async (hours) => keep(hours)),
    },
  }
  chime = { play: vi.fn() }
  dialog = createNotifications({ element: part("notifications"), store, actions, chime })
  dialog.start()
})

const keep = (quiet) => store.dispatch({ type: "quiet.arrived", quiet })
const open = async () => {
  dialog.open()
  await settled()
}

describe("the switches of this device", () => {
  const shown = () => [part("notify").checked, part("sound").checked, part("sound").disabled]

  test("are off at first, and the sound goes with the other", async () => {
    await open()
    expect(part("notifications").open).toBe(true)
    expect(shown()).toEqual([false, false, true])
    change({ isOn: true, ability: ABILITY.granted, hasSound: true })
    expect(shown()).toEqual([true, true, false])
  })

  test("turn it on and off", async () => {
    await open()
    actions.notifying.turnOn.mockImplementation(async () => {
      change({ isOn: true, ability: ABILITY.granted })
    })
    part("notify").click()
    await settled()
    expect(part("notify").checked).toBe(true)
    part("notify").click()
    expect(actions.notifying.turnOff).toHaveBeenCalledTimes(1)
  })

  test("go back where the person closed the browser's question", async () => {
    await open()
    part("notify").click()
    await settled()
    expect(actions.notifying.turnOn).toHaveBeenCalled()
    expect(part("notify").checked).toBe(false)
  })

  test("let the sound be heard that is chosen", () => {
    change({ isOn: true, ability: ABILITY.granted })
    part("sound").click()
    expect(actions.notifying.changeSound).toHaveBeenLastCalledWith(true)
    expect(chime.play).toHaveBeenCalledTimes(1)
    part("sound").click()
    expect(actions.notifying.changeSound).toHaveBeenLastCalledWith(false)
    expect(chime.play).toHaveBeenCalledTimes(1)
  })

  test.each([
    [ABILITY.denied, /beside the address/, false],
    [ABILITY.insecure, /https/, true],
    [ABILITY.missing, /shows no notifications/, true],
  ])("say why there are none: %s", (ability, why, isDisabled) => {
    change({ isOn: true, ability })
    expect(words(part("notify-note"))).toMatch(why)
    expect([part("notify").checked, part("notify").disabled]).toEqual([false, isDisabled])
  })
})

describe("quiet hours", () => {
  const time = (name) => part("quiet-form").querySelector(`[name=${name}]`)
  const error = (name) => words(document.getElementById(`quiet-${name}-error`))
  const save = async () => {
    part("quiet-form").requestSubmit()
    await settled()
  }

  test("are none at first, and a usual night is at hand", async () => {
    await open()
    expect([part("keep-quiet").checked, part("times").hidden]).toEqual([false, true])
    part("keep-quiet").click()
    expect(part("times").hidden).toBe(false)
    await save()
    expect(actions.quietHours.change).toHaveBeenCalledWith({ from: "22:00", to: "07:00" })
    expect(words(part("quiet-form").querySelector("[data-form-done]"))).toBe("Saved.")
  })

  test("are shown as they are kept, and can be taken back", async () => {
    actions.quietHours.load.mockImplementation(async () => keep({ from: "12:30", to: "14:00" }))
    await open()
    expect([time("from").value, time("to").value]).toEqual(["12:30", "14:00"])
    part("keep-quiet").click()
    await save()
    expect(actions.quietHours.change).toHaveBeenCalledWith(NONE)
  })

  test.each([
    ["", "07:00", "from", "Give a time of day."],
    ["22:00", "", "to", "Give a time of day."],
    ["22:00", "22:00", "to", "Take two times that differ."],
  ])("from %j to %j are refused beside the field", async (from, to, field, why) => {
    await open()
    part("keep-quiet").click()
    time("from").value = from
    time("to").value = to
    await save()
    expect(error(field)).toBe(why)
    expect(actions.quietHours.change).not.toHaveBeenCalled()
  })

  test("that the server refuses are refused beside the field, and stay", async () => {
    const errors = [{ field: "from", message: "Not this one." }]
    actions.quietHours.change.mockRejectedValue(problem("invalid", { status: 422, errors }))
    await open()
    part("keep-quiet").click()
    await save()
    expect([error("from"), time("from").value]).toEqual(["Not this one.", "22:00"])
  })

  test("that cannot be loaded can be asked for again, and not be changed meanwhile", async () => {
    actions.quietHours.load.mockRejectedValueOnce(problem("unreachable"))
    await open()
    expect(part("quiet-fields").disabled).toBe(true)
    expect(words(part("quiet-problem"))).toMatch(/cannot be reached/)
    part("quiet-again").click()
    await settled()
    expect([part("quiet-fields").disabled, part("quiet-again").hidden]).toEqual([false, true])
  })
})
