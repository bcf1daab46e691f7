import { describe, expect, test, vi } from "vitest"
import { timeIn, untilNextMinute } from "../../src/lib/clocks.js"
import { fuzzyFind, markedPieces } from "../../src/lib/fuzzy.js"
import { createLatest } from "../../src/lib/latest.js"
import { settled } from "../support.js"

const NAMES = ["Lobby", "Deployments", "Design review", "Mira Kovač", "日本語の部屋", "Łukasz Żak"]
const find = (query) => fuzzyFind(query, NAMES, (name) => name, 5).map(({ thing }) => thing)

describe("fuzzy finding", () => {
  test.each([
    ["dep", "Deployments"],
    ["dr", "Design review"],
    ["lbby", "Lobby"],
    ["kovac", "Mira Kovač"],
    ["kovac mira", "Mira Kovač"],
    ["lukasz", "Łukasz Żak"],
    ["日本", "日本語の部屋"],
  ])("%s finds %s first", (query, name) => expect(find(query)[0]).toBe(name))

  test("finds nothing where letters are missing", () => expect(find("xyz")).toEqual([]))

  test("marks the letters that were typed, and takes no character apart", () => {
    expect(markedPieces("Lobby", [0, 1])).toEqual([
      { text: "Lo", isMarked: true },
      { text: "bby", isMarked: false },
    ])
    expect(markedPieces("🎨 art", [1]).map(({ text }) => text)).toEqual(["🎨", " art"])
    expect(markedPieces("", [])).toEqual([])
  })
})

describe("the clock of somebody else", () => {
  const now = new Date("2026-11-25T13:04:30.000Z")

  test("shows the time of their zone", () => {
    expect(timeIn("Asia/Tokyo", now, ["en-GB"])).toBe("22:04")
    expect(timeIn("Atlantis/Nowhere", now, ["en-GB"])).toBeNull()
  })

  test("moves with the minute", () => expect(untilNextMinute(now)).toBe(30_000))
})

describe("questions of which the last one counts", () => {
  function start() {
    const answers = []
    const ask = (word) => new Promise((resolve, reject) => answers.push({ word, resolve, reject }))
    const hear = vi.fn()
    const fail = vi.fn()
    return { latest: createLatest(ask, { hear, fail }), answers, hear, fail }
  }

  test("an older answer that comes later is dropped, and so is its failure", async () => {
    const { latest, answers, hear, fail } = start()
    latest.ask("a")
    latest.ask("ad")
    latest.ask("ada")
    answers[2].resolve("Ada")
    answers[0].resolve("Adam")
    answers[1].reject(new Error("no"))
    await settled()
    expect(hear.mock.calls).toEqual([["Ada"]])
    expect(fail).not.toHaveBeenCalled()
  })

  test("nobody hears what was given up", async () => {
    const { latest, answers, hear } = start()
    latest.ask("a")
    latest.drop()
    answers[0].resolve("Ada")
    await settled()
    expect(hear).not.toHaveBeenCalled()
  })
})
