import { describe, expect, test, vi } from "vitest"
import { backoff } from "../../src/lib/backoff.js"
import { codePoints } from "../../src/lib/code-points.js"
import { createDateFormats, daysAgo, isSameDay, untilMidnight } from "../../src/lib/dates.js"
import { splitLinks } from "../../src/lib/links.js"
import { withLock } from "../../src/lib/locks.js"
import { initials, TONES, toneOf } from "../../src/lib/names.js"
import { setOutOfReach } from "../../src/lib/reach.js"
import { createStorage } from "../../src/lib/storage.js"
import { uuid } from "../../src/lib/uuid.js"

describe("backoff", () => {
  test("doubles with every failure and never waits longer than 30 s", () => {
    const waits = [1, 2, 3, 4, 5, 6, 7, 50].map((failures) => backoff(failures, () => 0))
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16000, 30000, 30000, 30000])
  })

  test("leaves up to half of the wait to chance", () => {
    expect(backoff(3, () => 1)).toBe(2000)
  })
})

describe("code points", () => {
  test("count a character as the server does, not in halves", () => {
    expect("🎉".length).toBe(2)
    expect(codePoints("a🎉é")).toBe(3)
  })
})

describe("dates", () => {
  const at = (...parts) => new Date(...parts)

  test("minutes around midnight are different days", () => {
    expect(isSameDay(at(2026, 10, 22, 23, 59), at(2026, 10, 23, 0, 1))).toBe(false)
    expect(isSameDay(at(2026, 10, 22, 0, 0), at(2026, 10, 22, 23, 59))).toBe(true)
  })

  test("days are counted by the calendar, not by hours", () => {
    expect(daysAgo(at(2026, 10, 21, 23, 59), at(2026, 10, 22, 0, 1))).toBe(1)
    expect(daysAgo(at(2026, 10, 22, 0, 1), at(2026, 10, 22, 23, 59))).toBe(0)
  })

  test("the wait until midnight ends the day", () => {
    expect(untilMidnight(at(2026, 10, 22, 23, 59, 30))).toBe(30_000)
  })

  test("a day of another year says its year", () => {
    const formats = createDateFormats("en", ["en-GB"])
    expect(formats.day(at(2026, 2, 3), at(2026, 10, 22))).not.toContain("2026")
    expect(formats.day(at(2025, 2, 3), at(2026, 10, 22))).toContain("2025")
  })

  test("days are named in the language of the page, whatever the reader's is", () => {
    const formats = createDateFormats("en", ["de-DE", "fr"])
    expect(formats.day(at(2026, 2, 3), at(2026, 10, 22))).toContain("March")
  })
})

describe("an element out of reach", () => {
  test("stays so until no reason is left", () => {
    const element = { inert: false }
    const set = (...why) => {
      setOutOfReach({ get: () => [element] }, ...why)
      return element.inert
    }
    expect(set("drawer", true)).toBe(true)
    expect(set("details", true)).toBe(true)
    expect(set("details", true)).toBe(true)
    expect(set("details", false)).toBe(true)
    expect(set("drawer", false)).toBe(false)
    expect(set("details", false)).toBe(false)
  })
})

describe("links", () => {
  const hrefs = (text) => splitLinks(text).flatMap(({ href }) => href ?? [])

  test("an address becomes a link and the rest stays as it was", () => {
    expect(splitLinks("see https://example.org/a?b=1, ok")).toEqual([
      { text: "see " },
      { text: "https://example.org/a?b=1", href: "https://example.org/a?b=1" },
      { text: ", ok" },
    ])
  })

  test("nothing is lost, whatever the text", () => {
    for (const text of ["", "plain", "<b>x</b>", "a http://x.y b\nhttps://z.w/ü 🎉", "http://"]) {
      expect(
        splitLinks(text)
          .map((piece) => piece.text)
          .join(""),
      ).toBe(text)
    }
  })

  test.each(["javascript:alert(1)", "data:text/html,x", "mailto:a@b.c", "ftp://a.b", "//a.b/c"])(
    "%s is no link",
    (text) => expect(hrefs(text)).toEqual([]),
  )

  test("a file name is no link", () => {
    expect(hrefs("look at manage.py and README.md")).toEqual([])
  })
})

describe("locks", () => {
  test("a task runs inside the browser's lock where there is one", async () => {
    const asked = []
    const locks = { request: (name, task) => (asked.push(name), task()) }
    expect(await withLock("session", async () => "done", locks)).toBe("done")
    expect(asked).toEqual(["parley.session"])
  })

  test("a task runs without a lock where the browser has none", () => {
    expect(withLock("session", () => "done", undefined)).toBe("done")
  })
})

describe("names", () => {
  test("initials come from the first and the last word", () => {
    expect(initials("Mira Kovač")).toBe("MK")
    expect(initials("ada")).toBe("AD")
    expect(initials("Jean-Luc de la Tour")).toBe("JT")
  })

  test("a name without letters still has initials", () => {
    expect(initials("🎉")).toBe("🎉")
    expect(initials("")).toBe("?")
  })

  test("people who came one after the other have different colours", () => {
    const tones = Array.from({ length: TONES }, (_, index) => toneOf(index + 1))
    expect(new Set(tones).size).toBe(TONES)
    expect(toneOf(5)).toBe(toneOf(5))
  })
})

describe("storage", () => {
  test("a value survives", () => {
    const area = new Map()
    const storage = createStorage(() => ({
      getItem: (key) => area.get(key) ?? null,
      setItem: (key, value) => area.set(key, value),
      removeItem: (key) => area.delete(key),
    }))
    storage.write("draft", { a: 1 })
    expect(storage.read("draft")).toEqual({ a: 1 })
    expect([...area.keys()]).toEqual(["parley.draft"])
    storage.remove("draft")
    expect(storage.read("draft", "none")).toBe("none")
  })

  test("a browser that refuses storage is no reason to fail", () => {
    const storage = createStorage(() => {
      throw new Error("denied")
    })
    storage.write("draft", "x")
    storage.remove("draft")
    expect(storage.read("draft", "")).toBe("")
  })

  test("tells what another tab has changed, and nothing else", () => {
    const view = new EventTarget()
    const listener = vi.fn()
    createStorage(() => ({}), view).watch("member", listener)
    const tell = (key) => view.dispatchEvent(Object.assign(new Event("storage"), { key }))
    tell("parley.theme")
    tell("member")
    expect(listener).not.toHaveBeenCalled()
    tell("parley.member")
    expect(listener).toHaveBeenCalledTimes(1)
  })

  test("what somebody else wrote there is ignored", () => {
    const storage = createStorage(() => ({ getItem: () => "{not json" }))
    expect(storage.read("draft", "")).toBe("")
  })
})

describe("uuid", () => {
  const withoutRandomUUID = { getRandomValues: (bytes) => crypto.getRandomValues(bytes) }

  test("is a version 4 UUID on plain http too, where randomUUID is missing", () => {
    const one = uuid(withoutRandomUUID)
    expect(one).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuid(withoutRandomUUID)).not.toBe(one)
  })
})
