import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { Poller } from "../../src/transport/poller.js"

const INTERVAL_MS = 500
let starts
let poller
let options

function create(step) {
  starts = []
  options = {
    intervalMs: INTERVAL_MS,
    now: () => Date.now(),
    step: () => (starts.push(tenths(Date.now())), step(starts.length)),
    waitAfter: (error, failures) => 1000 * failures,
    onSuccess: vi.fn(),
    onFailure: vi.fn(),
  }
  poller = new Poller(options)
}

// A timer of 0 ms may fire a millisecond later.
const tenths = (ms) => Math.round(ms / 10) * 10
const taking = (ms, value = false) => new Promise((done) => setTimeout(() => done(value), ms))

beforeEach(() => vi.useFakeTimers({ now: 0 }))
afterEach(() => {
  poller.stop()
  vi.useRealTimers()
})

describe("pace", () => {
  test("counts the next step from the start of the last", async () => {
    create(() => taking(120))
    poller.start()
    await vi.advanceTimersByTimeAsync(1600)
    expect(starts).toEqual([0, 500, 1000, 1500])
  })

  test("never takes two steps at once, however slow one is", async () => {
    create(() => taking(700))
    poller.start()
    await vi.advanceTimersByTimeAsync(1500)
    expect(starts).toEqual([0, 700, 1400])
  })

  test("goes on at once while there is more", async () => {
    create((count) => taking(10, count < 3))
    poller.start()
    await vi.advanceTimersByTimeAsync(400)
    expect(starts).toEqual([0, 10, 20])
  })

  test("takes another pace from the next step on", async () => {
    create(() => taking(0))
    poller.setInterval(5000)
    poller.start()
    await vi.advanceTimersByTimeAsync(5000)
    expect(starts).toEqual([0, 5000])
  })

  test("wakes at once, and after a step that is under way", async () => {
    create((count) => taking(count === 2 ? 300 : 0))
    poller.start()
    await vi.advanceTimersByTimeAsync(100)
    poller.wake()
    await vi.advanceTimersByTimeAsync(100)
    poller.wake()
    await vi.advanceTimersByTimeAsync(250)
    expect(starts).toEqual([0, 100, 400])
  })
})

describe("starting and stopping", () => {
  test("starting twice is harmless", async () => {
    create(() => taking(0))
    poller.start()
    poller.start()
    await vi.advanceTimersByTimeAsync(100)
    expect(starts).toEqual([0])
  })

  test("a stopped poller takes no step and reports none", async () => {
    create(() => taking(50))
    poller.start()
    await vi.advanceTimersByTimeAsync(10)
    poller.stop()
    poller.wake()
    await vi.advanceTimersByTimeAsync(5000)
    expect(starts).toEqual([0])
    expect(options.onSuccess).not.toHaveBeenCalled()
  })
})

describe("failures", () => {
  test("wait as long as told, and longer each time", async () => {
    create(() => Promise.reject(new Error("down")))
    poller.start()
    await vi.advanceTimersByTimeAsync(3500)
    expect(starts).toEqual([0, 1000, 3000])
    expect(options.onFailure.mock.calls.map(([, waitMs]) => waitMs)).toEqual([1000, 2000, 3000])
  })

  test("are forgotten after a success", async () => {
    create((count) => (count === 2 ? taking(0) : Promise.reject(new Error("down"))))
    poller.start()
    await vi.advanceTimersByTimeAsync(1600)
    expect(options.onSuccess).toHaveBeenCalledTimes(1)
    expect(options.onFailure.mock.calls.map(([, waitMs]) => waitMs)).toEqual([1000, 1000])
  })

  test("are retried at once when woken", async () => {
    create((count) => (count === 1 ? Promise.reject(new Error("down")) : taking(0)))
    poller.start()
    await vi.advanceTimersByTimeAsync(200)
    poller.wake()
    await vi.advanceTimersByTimeAsync(0)
    expect(starts).toEqual([0, 200])
  })
})
