import { describe, expect, test, vi } from "vitest"
import { moved, squareOf, wholeOf, ZOOM_MAX, zoomed } from "../../src/lib/crop.js"
import { networkText } from "../../src/lib/networks.js"
import { languageName, languages, timeZoneName, timeZones } from "../../src/lib/locales.js"
import { fileOf, openPicture, pictureAddress } from "../../src/lib/pictures.js"

const WIDE = { width: 300, height: 100 }
const TALL = { width: 100, height: 300 }

describe("the square of a picture", () => {
  test("begins as the largest in the middle", () => {
    expect(squareOf(wholeOf(WIDE))).toEqual({ left: 100, top: 0, side: 100 })
    expect(squareOf(wholeOf(TALL))).toEqual({ left: 0, top: 100, side: 100 })
  })

  test("follows the hand that drags the picture under it", () => {
    expect(squareOf(moved(wholeOf(WIDE), 0.5, 0)).left).toBe(50)
    expect(squareOf(moved(wholeOf(WIDE), -0.5, 0)).left).toBe(150)
  })

  test("never leaves the picture", () => {
    expect(squareOf(moved(wholeOf(WIDE), 99, 99))).toEqual({ left: 0, top: 0, side: 100 })
    expect(squareOf(moved(wholeOf(WIDE), -99, -99))).toEqual({ left: 200, top: 0, side: 100 })
    const near = moved(zoomed(wholeOf(TALL), 2), 99, -99)
    expect(squareOf(near)).toEqual({ left: 0, top: 250, side: 50 })
    expect(squareOf(zoomed(near, 1))).toEqual({ left: 0, top: 200, side: 100 })
  })

  test.each([
    [0, 1],
    [2, 2],
    [99, ZOOM_MAX],
  ])("comes as near as %s", (asked, zoom) => {
    expect(squareOf(zoomed(wholeOf(WIDE), asked)).side).toBe(100 / zoom)
  })
})

test.each([
  ["203.0.113.7/32", "203.0.113.7"],
  ["203.0.113.0/24", "203.0.113.0/24"],
  ["2001:db8::1/128", "2001:db8::1"],
  ["2001:db8::/32", "2001:db8::/32"],
])("the network %s is written %s", (network, words) => {
  expect(networkText(network)).toBe(words)
})

describe("pictures", () => {
  test("are addressed by a key that cannot lead elsewhere", () => {
    expect(pictureAddress("aB-_9")).toBe("/api/avatars/aB-_9")
    expect(pictureAddress("../x?y")).toBe("/api/avatars/..%2Fx%3Fy")
  })

  test("without pixels are none", async () => {
    await expect(openPicture({}, async () => ({ width: 0, height: 9 }))).rejects.toThrow()
    await expect(openPicture({}, async () => WIDE)).resolves.toBe(WIDE)
  })

  test("that no canvas gives are a failure", async () => {
    const canvas = (file) => ({ toBlob: vi.fn((take) => take(file)) })
    await expect(fileOf(canvas(null))).rejects.toThrow()
    await expect(fileOf(canvas("file"))).resolves.toBe("file")
  })
})

describe("time zones and languages", () => {
  test("the browser's own stand first", () => {
    const { own, all } = timeZones()
    expect(own).toEqual([Intl.DateTimeFormat().resolvedOptions().timeZone])
    expect(all).toEqual(expect.arrayContaining(["Europe/Berlin", "UTC"]))
    expect(languages(["de-DE", "en", "de-DE"]).own).toEqual(["de-DE", "en"])
  })

  test("an old browser offers what it has", () => {
    const old = { DateTimeFormat: () => ({ resolvedOptions: () => ({}) }) }
    expect(timeZones(old)).toEqual({ own: [], all: ["UTC"] })
  })

  test("are called what people call them", () => {
    expect(languageName("de")).toBe("Deutsch (de)")
    expect(languageName("not a tag")).toBe("not a tag")
    expect(languageName("de", {})).toBe("de")
    expect(timeZoneName("America/Argentina/Buenos_Aires")).toBe("America/Argentina/Buenos Aires")
  })

  test.each(languages([]).all)("%s is a tag", (tag) => {
    expect(Intl.getCanonicalLocales(tag)).toEqual([tag])
  })
})
