import { describe, expect, test, vi } from "vitest"
import { createAttention } from "../../src/lib/attention.js"
import { createChime } from "../../src/lib/chime.js"
import { ABILITY, createDesktop } from "../../src/lib/desktop.js"
import { isWithin, timeOfDay } from "../../src/lib/times-of-day.js"
import { fakeLocks, settled } from "../support.js"

describe("a span of the day", () => {
  const night = { from: "22:00", to: "07:00" }
  const noon = { from: "12:00", to: "13:30" }

  test.each([
    ["22:00", true],
    ["23:59", true],
    ["00:00", true],
    ["06:59", true],
    ["07:00", false],
    ["21:59", false],
  ])("over midnight holds %s: %s", (time, isIn) => expect(isWithin(time, night)).toBe(isIn))

  test.each([
    ["11:59", false],
    ["12:00", true],
    ["13:29", true],
    ["13:30", false],
  ])("within a day holds %s: %s", (time, isIn) => expect(isWithin(time, noon)).toBe(isIn))

  test("of nothing holds nothing", () => {
    expect(isWithin("12:00", { from: null, to: null })).toBe(false)
  })

  test("goes by the clock where the reader is", () => {
    expect(timeOfDay(new Date(2026, 10, 22, 7, 5))).toBe("07:05")
  })
})

describe("the reader's attention", () => {
  test("is known to the other tabs as long as it is paid", async () => {
    const locks = fakeLocks()
    const [one, other] = [createAttention(locks), createAttention(locks)]
    one.pay(7)
    await settled()
    expect([await other.isPaidTo(7), await other.isPaidTo(8)]).toEqual([true, false])
    one.pay(8)
    await settled()
    expect([await other.isPaidTo(7), await other.isPaidTo(8)]).toEqual([false, true])
    one.pay(null)
    await settled()
    expect(await other.isPaidTo(8)).toBe(false)
  })

  test("is a tab's own where tabs cannot know of each other", async () => {
    const attention = createAttention(null)
    attention.pay(7)
    expect([await attention.isPaidTo(7), await attention.isPaidTo(8)]).toEqual([true, false])
  })
})

describe("what the browser allows", () => {
  const CHROME = "Mozilla/5.0 (Linux; Android 16) Chrome/140"
  const view = (permission, rest = {}) => ({
    isSecureContext: true,
    Notification: { permission },
    navigator: { userAgent: "" },
    ...rest,
  })

  test.each([
    [view("granted"), ABILITY.granted],
    [view("default"), ABILITY.open],
    [view("denied"), ABILITY.denied],
    [view("denied", { isSecureContext: false }), ABILITY.insecure],
    [{ isSecureContext: true, navigator: { userAgent: "" } }, ABILITY.missing],
    [view("granted", { navigator: { userAgent: CHROME } }), ABILITY.missing],
    [view("granted", { navigator: { userAgent: "Android; Firefox/140" } }), ABILITY.granted],
  ])("is told apart (%#)", (given, ability) => expect(createDesktop(given).ability()).toBe(ability))
})

describe("the chime", () => {
  const given = (hasBeenActive) => {
    const node = { connect: () => node, start: vi.fn(), stop: vi.fn(), frequency: {} }
    node.gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} }
    const context = { state: "running", currentTime: 0, destination: node }
    context.createOscillator = context.createGain = () => node
    const AudioContext = vi.fn(function () {
      return context
    })
    return { node, view: { AudioContext, navigator: { userActivation: { hasBeenActive } } } }
  }

  test("is two notes, and not again at once", async () => {
    const { node, view } = given(true)
    let now = 10_000
    const chime = createChime(view, () => now)
    await chime.play()
    await chime.play()
    expect(node.start).toHaveBeenCalledTimes(2)
    now += 2_000
    await chime.play()
    expect(node.start).toHaveBeenCalledTimes(4)
  })

  test("is not tried on a page that nobody has touched, of which browsers complain", async () => {
    const { view } = given(false)
    await createChime(view).play()
    expect(view.AudioContext).not.toHaveBeenCalled()
  })
})
