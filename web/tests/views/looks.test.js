import { beforeEach, describe, expect, test, vi } from "vitest"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { createStore } from "../../src/store/store.js"
import { drawAvatar } from "../../src/views/avatar.js"
import { createLocale } from "../../src/views/account/locale.js"
import { createPicture } from "../../src/views/account/picture.js"
import { joining, loadPage, member, part, press, problem, settled, words } from "../support.js"

const KEY = "k".repeat(22)
const picture = { width: 300, height: 100, close: vi.fn() }

let store
let looks
let open
let drawn

beforeEach(async () => {
  await loadPage("account.html")
  drawn = []
  HTMLCanvasElement.prototype.getContext = () => ({
    clearRect() {},
    drawImage: (_, left, top, side) => drawn.push({ left, top, side }),
  })
  store = createStore(accountReducers, createAccountState())
  looks = Object.fromEntries(
    ["showPicture", "removePicture", "changeLocale"].map((name) => [name, vi.fn(async () => {})]),
  )
  open = vi.fn(async () => picture)
  const toFile = vi.fn(async () => "file")
  createPicture({ element: part("picture"), store, looks, open, toFile }).start()
  createLocale({ element: part("locale-form"), store, looks }).start()
  store.dispatch({ type: "visit.opened", me: { ...member, avatar: null }, joining })
})

describe("an avatar", () => {
  const avatar = () => document.createElement("span")

  test("is letters, and a picture over them where there is one", () => {
    const element = avatar()
    drawAvatar(element, { id: 3, name: "Mira", avatar: null })
    expect([element.textContent, element.querySelector("img")]).toEqual(["MI", null])
    drawAvatar(element, { id: 3, name: "Mira", avatar: KEY })
    expect(element.textContent).toBe("MI")
    const image = element.querySelector("img")
    expect(image.getAttribute("src")).toBe(`/api/avatars/${KEY}`)
    expect([image.alt, image.getAttribute("loading")]).toEqual(["", "lazy"])
  })

  test("that did not change is not fetched again", () => {
    const element = avatar()
    drawAvatar(element, { id: 3, name: "Mira", avatar: KEY })
    const image = element.querySelector("img")
    drawAvatar(element, { id: 3, name: "Mira", avatar: KEY })
    expect(element.querySelector("img")).toBe(image)
  })

  test("whose picture does not come shows its letters", () => {
    const element = avatar()
    drawAvatar(element, { id: 3, name: "Mira", avatar: KEY })
    element.querySelector("img").dispatchEvent(new Event("error"))
    expect([element.textContent, element.querySelector("img")]).toEqual(["MI", null])
  })
})

describe("one's own picture", () => {
  const file = { name: "me.png" }
  const form = () => part("picture-form")
  const last = () => drawn.at(-1)

  async function drop(dropped = file) {
    const event = new Event("drop", { bubbles: true, cancelable: true })
    part("picture").dispatchEvent(Object.assign(event, { dataTransfer: { files: [dropped] } }))
    await settled()
    return event
  }

  async function save() {
    form().requestSubmit()
    await settled()
  }

  test("is dropped, cropped and sent", async () => {
    expect((await drop()).defaultPrevented).toBe(true)
    expect(open).toHaveBeenCalledWith(file)
    expect([form().hidden, part("picture-idle").hidden]).toEqual([false, true])
    expect(last()).toEqual({ left: 100, top: 0, side: 100 })
    await save()
    expect(looks.showPicture.mock.calls[0][0]).toBe("file")
    expect(words(part("picture-done"))).toBe("Your picture is saved.")
    expect([form().hidden, part("picture-idle").hidden]).toEqual([true, false])
    expect(picture.close).toHaveBeenCalled()
  })

  test("is moved and brought nearer by keys and by the slider", async () => {
    await drop()
    press(part("crop"), "ArrowRight")
    expect(last().left).toBeCloseTo(96)
    press(part("crop"), "+")
    expect(last().side).toBeCloseTo(100 / 1.1)
    expect(press(part("crop"), "Tab").defaultPrevented).toBe(false)
    part("crop-zoom").value = "2"
    part("crop-zoom").dispatchEvent(new Event("input", { bubbles: true }))
    expect(last().side).toBe(50)
  })

  test("that is none is said beside the button", async () => {
    open.mockRejectedValueOnce(new DOMException("no picture"))
    await drop()
    expect(words(part("picture-problem"))).toContain("Choose a PNG, JPEG, WebP or GIF.")
    expect(form().hidden).toBe(true)
  })

  test("that the server refuses stays to be tried again", async () => {
    await drop()
    looks.showPicture.mockRejectedValueOnce(problem("too-fast", { retryAfterMs: 9_000 }))
    await save()
    expect(words(form().querySelector("[data-form-problem]"))).toContain("tried too often")
    expect(form().hidden).toBe(false)
    expect(part("picture-cancel").disabled).toBe(false)
  })

  test("can be given up and taken away", async () => {
    await drop()
    part("picture-cancel").click()
    expect([form().hidden, looks.showPicture.mock.calls]).toEqual([true, []])
    expect(part("picture-remove").hidden).toBe(true)
    store.dispatch({ type: "visit.became", me: { ...member, avatar: KEY } })
    expect(part("picture-remove").hidden).toBe(false)
    part("picture-remove").click()
    await settled()
    expect(looks.removePicture).toHaveBeenCalledOnce()
    expect(words(part("picture-done"))).toBe("Your picture is removed.")
  })
})

describe("time zone and language", () => {
  const zone = () => part("locale-form").elements.time_zone
  const language = () => part("locale-form").elements.language

  async function save() {
    part("locale-form").requestSubmit()
    await settled()
    return words(part("locale-form").querySelector("[data-form-done]"))
  }

  test("are not said until somebody says them; the browser's own stand first", () => {
    expect([zone().value, language().value]).toEqual(["", ""])
    const own = Intl.DateTimeFormat().resolvedOptions().timeZone
    expect(zone().options[1].value).toBe(own)
  })

  test("are saved, and taken back, and that is said", async () => {
    zone().value = "Europe/Berlin"
    language().value = "pt-BR"
    expect(await save()).toBe("Saved.")
    const kept = { timeZone: "Europe/Berlin", language: "pt-BR" }
    expect(looks.changeLocale).toHaveBeenCalledWith(kept)
    zone().value = ""
    await save()
    expect(looks.changeLocale).toHaveBeenLastCalledWith({ ...kept, timeZone: null })
  })

  test("that the browser does not know are shown all the same", () => {
    const locale = { timeZone: "Moon/Tranquility", language: "tlh" }
    store.dispatch({ type: "locale.arrived", locale })
    expect([zone().value, language().value]).toEqual(["Moon/Tranquility", "tlh"])
  })
})
