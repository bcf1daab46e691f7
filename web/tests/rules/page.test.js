// Holds what the page promises about words, colours and the Content-Security-Policy.
import { readdirSync, readFileSync } from "node:fs"
import { describe, expect, test } from "vitest"
import { TONES } from "../../src/lib/names.js"
import { texts } from "../../src/texts.js"

const FILES = ["index.html", "sign-in.html", "account.html", "people.html"]
const pages = FILES.map((file) => readFileSync(file, "utf8"))
const keysOf = (page, name) => [...page.matchAll(new RegExp(`data-${name}="([^"]+)"`, "g"))]

describe("words", () => {
  test.each(["text", "label", "aria", "tip"])("every data-%s names a text", (name) => {
    const keys = pages.flatMap((page) => keysOf(page, name)).map(([, key]) => key)
    expect(keys.length).toBeGreaterThan(0)
    expect(keys.filter((key) => typeof texts[key] !== "string")).toEqual([])
  })

  test("no text of one page takes the place of another's", () => {
    const all = readdirSync("src/texts").map((file) => readFileSync(`src/texts/${file}`, "utf8"))
    const keys = all.flatMap((text) => [...text.matchAll(/^ {2}(\w+):/gm)].map(([, key]) => key))
    expect(keys.filter((key, index) => keys.indexOf(key) !== index)).toEqual([])
  })

  test.each(FILES)("%s holds no words of its own but the letter of its mark", (file) => {
    const body = /<body[^>]*>([\s\S]*)<\/body>/.exec(readFileSync(file, "utf8"))[1]
    const spoken = body.replace(/<noscript>.*?<\/noscript>/s, "").replace(/<[^>]*>/g, " ")
    expect(new Set(spoken.match(/\S+/g))).toEqual(new Set(["P"]))
  })
})

describe("the Content-Security-Policy", () => {
  test.each([...FILES, "docs.html"])("%s has no inline script, style or handler", (file) => {
    const html = readFileSync(file, "utf8")
    expect(html).not.toMatch(/\sstyle=|<style|\son[a-z]+=|javascript:/i)
    expect(html).not.toMatch(/<script(?![^>]*\ssrc=)/i)
  })

  test.each(FILES.slice(1))("%s sends no password in an address, whatever fails", (file) => {
    const forms = readFileSync(file, "utf8").match(/<form[^>]*>/g)
    const risky = forms.filter((form) => !/role="search"|filters|method="(post|dialog)"/.test(form))
    expect(risky).toEqual([])
  })

  test("nothing is loaded from another host", () => {
    const styles = readdirSync("src/styles").map((file) =>
      readFileSync(`src/styles/${file}`, "utf8"),
    )
    for (const text of [...pages, readFileSync("docs.html", "utf8"), ...styles]) {
      expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\/|url\(["']?(?:https?:)?\/\//)
    }
  })
})

describe("the early theme script", () => {
  test("reads what the keepsakes write", () => {
    expect(readFileSync("src/theme-early.js", "utf8")).toContain('"parley.theme"')
    expect(readFileSync("src/lib/storage.js", "utf8")).toContain("`parley.${key}`")
    expect(readFileSync("src/actions/keepsakes.js", "utf8")).toContain('THEME = "theme"')
  })
})

describe("contrast", () => {
  const raw = readFileSync("src/styles/raw.css", "utf8")
  const tones = readFileSync("src/styles/tones.css", "utf8")

  function pair(css, name) {
    const [, value] = new RegExp(`--raw-${name}:\\s*([^;]+);`).exec(css)
    const colours = value.match(/#[0-9a-f]{6}/gi)
    return { light: colours[0], dark: colours.at(-1) }
  }

  function luminance(hex) {
    const channels = [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16) / 255)
    const linear = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
  }

  function contrast(one, other) {
    const [low, high] = [luminance(one), luminance(other)].sort((a, b) => a - b)
    return (high + 0.05) / (low + 0.05)
  }

  const SIDES = ["light", "dark"]
  const PAIRS = [
    ["ink", "paper"],
    ["ink", "surface"],
    ["ink", "sent"],
    ["muted", "paper"],
    ["muted", "surface"],
    ["muted", "sent"],
    ["accent-strong", "paper"],
    ["accent-strong", "surface"],
    ["sent-link", "sent"],
    ["on-accent", "accent"],
    ["on-danger", "danger"],
    ["ink", "field"],
    ["mark-ink", "surface"],
    ["muted", "raised"],
    ["mark-ink", "paper"],
    ["mark-ink", "mark-soft"],
    ["muted", "mark-soft"],
    ["side-ink", "side"],
    ["side-muted", "side"],
    ["side-muted", "side-raised"],
    ["side-alarm", "side"],
    ["side-soft", "side"],
    ["side-soft", "side-raised"],
    ["side-ink", "side-pill"],
    ["on-side-mark", "side-mark"],
  ]

  test("is measured rightly", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21)
    expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 1)
  })

  test.each(PAIRS)("%s on %s is at least 4.5 in both themes", (text, ground) => {
    for (const side of SIDES) {
      const ratio = contrast(pair(raw, text)[side], pair(raw, ground)[side])
      expect(ratio, side).toBeGreaterThanOrEqual(4.5)
    }
  })

  test("every person's colour carries white letters and can be read as a name", () => {
    const blocks = [...tones.matchAll(/\.tone-\d+ \{[^}]+\}/g)].map(([block]) => block)
    expect(blocks).toHaveLength(TONES)
    for (const block of blocks) {
      expect(contrast(pair(block, "tone-fill").light, "#ffffff"), block).toBeGreaterThanOrEqual(4.5)
      for (const side of SIDES) {
        const ratio = contrast(pair(block, "tone-name")[side], pair(raw, "surface")[side])
        expect(ratio, block).toBeGreaterThanOrEqual(4.5)
      }
    }
  })
})
