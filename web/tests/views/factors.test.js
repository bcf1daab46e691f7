import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { createStore } from "../../src/store/store.js"
import { createCodesDialog } from "../../src/views/account/codes-dialog.js"
import { createFactorDeeds } from "../../src/views/account/factor-deeds.js"
import { createFactorWish } from "../../src/views/account/factor-wish.js"
import { createFactorsCard } from "../../src/views/account/factors.js"
import { createProofDialog } from "../../src/views/account/proof-dialog.js"
import { createTotpDialog } from "../../src/views/account/totp-dialog.js"
import {
  joining,
  loadPage,
  member,
  part,
  problem,
  settled,
  stubDialogs,
  words,
} from "../support.js"

const CODES = ["a1b2c3-d4e5f6", "a1b2c3-000000"]
const PASSKEY = {
  id: 5,
  name: "<b>Mac",
  created_at: "2026-11-20T09:00:00.000Z",
  last_used_at: null,
}
const BEGUN = { secret: "JBSWY3DP", uri: "otpauth://totp/Parley:mira?secret=JBSWY3DP", ticket: "t" }

let store
let factors

async function open({ me = member, fault = null, ...own } = {}) {
  await loadPage("account.html")
  part("content").hidden = false
  stubDialogs()
  store = createStore(accountReducers, createAccountState())
  factors = {
    load: vi.fn(),
    beginTotp: vi.fn(async () => BEGUN),
    confirmTotp: vi.fn(async () => CODES),
    removeTotp: vi.fn(async () => null),
    renewCodes: vi.fn(async () => CODES),
    addPasskey: vi.fn(async () => null),
    removePasskey: vi.fn(async () => null),
  }
  const proof = createProofDialog({ element: part("proof-dialog"), store })
  const totpDialog = createTotpDialog({ element: part("totp-dialog") })
  const place = () => "mira · chat.example"
  const codesDialog = createCodesDialog({ element: part("codes-dialog"), place })
  const deviceName = "Passkey of this Mac"
  const deeds = createFactorDeeds({ store, factors, proof, totpDialog, codesDialog, deviceName })
  const formats = createDateFormats("en", ["en-GB"])
  const card = createFactorsCard({
    element: part("factors"),
    store,
    factors,
    deeds,
    formats,
    fault,
  })
  const wish = createFactorWish({
    element: part("factor-wish"),
    card: part("factors"),
    link: part("factors-link"),
    store,
  })
  for (const view of [proof, totpDialog, codesDialog, card, wish]) view.start()
  store.dispatch({ type: "visit.opened", me, joining })
  arrive(own)
}

function arrive(own) {
  const all = { totp: false, recovery_codes_left: 0, passkeys: [], ...own }
  store.dispatch({ type: "factors.arrived", factors: all })
}

const deed = (name) => document.querySelector(`[data-deed=${name}]`)
const isShown = (element) => !element.closest("[hidden]")
const isOpen = (name) => part(`${name}-dialog`).open

async function choose(name) {
  deed(name).click()
  await settled()
}

async function send(name, values = {}) {
  const form = part(`${name}-dialog`).querySelector("form")
  for (const [key, value] of Object.entries(values)) form.elements[key].value = value
  form.requestSubmit()
  await settled()
}

const done = () => words(part("factors-done"))

beforeEach(() => open())

describe("the card", () => {
  test("shows what there is, as text", async () => {
    expect([isShown(deed("setUpTotp")), isShown(deed("removeTotp"))]).toEqual([true, false])
    expect(isShown(part("codes"))).toBe(false)
    arrive({ totp: true, recovery_codes_left: 1, passkeys: [PASSKEY] })
    expect([isShown(deed("setUpTotp")), isShown(deed("removeTotp"))]).toEqual([false, true])
    expect(words(part("codes-left"))).toBe("One is left. Each works once.")
    expect(words(part("passkey-name"))).toBe("<b>Mac")
    expect(words(part("passkey-times"))).toMatch(/^Added 20 Nov 2026, .* not used yet$/)
  })

  test("says why there can be no passkeys", async () => {
    expect(words(part("no-passkeys"))).toBe("")
    await open({ fault: "insecure" })
    expect(isShown(deed("addPasskey"))).toBe(false)
    expect(words(part("no-passkeys"))).toMatch(/https/)
  })

  test("that could not be loaded can be asked for again", () => {
    store.dispatch({ type: "factors.failed" })
    expect(words(part("factors-problem"))).toBe("This could not be loaded.")
    part("factors-again").click()
    expect(factors.load).toHaveBeenCalled()
  })

  test("comes first where the owners ask for it, and says when that is done", async () => {
    expect(isShown(part("factor-wish"))).toBe(false)
    await open({ me: { ...member, needs_factor: true } })
    expect(words(part("factor-wish"))).toMatch(/The owners of this chat ask you/)
    expect(document.querySelector("main section")).toBe(part("factors"))
    expect(part("contents").firstElementChild).toBe(part("factors-link"))
    store.dispatch({ type: "visit.became", me: { ...member, needs_factor: false } })
    expect(words(part("factor-wish"))).toMatch(/The chat is open to you\.$/)
  })
})

describe("an app", () => {
  test("is set up by password, QR code and code; then come the recovery codes", async () => {
    await choose("setUpTotp")
    expect(isOpen("proof")).toBe(true)
    await send("proof", { password: "secret" })
    expect(factors.beginTotp).toHaveBeenCalledWith({ password: "secret", name: undefined })
    expect([isOpen("proof"), isOpen("totp")]).toEqual([false, true])
    expect(part("totp-secret").value).toBe(BEGUN.secret)
    expect(part("totp-uri").getAttribute("href")).toBe(BEGUN.uri)
    expect(part("totp-dialog").querySelector(".qr__code path")).not.toBeNull()
    await send("totp", { code: "123456" })
    expect(factors.confirmTotp).toHaveBeenCalledWith({ ticket: "t", code: "123456" })
    expect([isOpen("totp"), isOpen("codes")]).toEqual([false, true])
    expect([part("totp-secret").value, part("totp-uri").hasAttribute("href")]).toEqual(["", false])
    part("codes-dialog").close("kept")
    await settled()
    expect(done()).toBe("Your app is set up.")
  })

  test("needs no password where there is none", async () => {
    await open({ me: { ...member, has_password: false } })
    await choose("setUpTotp")
    expect([isOpen("proof"), isOpen("totp")]).toEqual([false, true])
    factors.beginTotp.mockRejectedValueOnce(problem("came-long-ago"))
    part("totp-dialog").close()
    await settled()
    await choose("setUpTotp")
    expect(words(part("factors-problem"))).toMatch(/You have no password/)
  })

  test("whose code is wrong stays to be tried again, or is given up", async () => {
    await choose("setUpTotp")
    await send("proof", { password: "secret" })
    const errors = [{ field: "code", message: "This code is wrong." }]
    factors.confirmTotp.mockRejectedValueOnce(problem("invalid", { status: 422, errors }))
    await send("totp", { code: "000000" })
    expect(words(document.getElementById("totp-code-error"))).toBe("This code is wrong.")
    part("totp-dialog").querySelector("[data-give-up]").click()
    await settled()
    expect([isOpen("totp"), isOpen("codes"), done()]).toEqual([false, false, ""])
  })
})

describe("a passkey", () => {
  test("is called after the device, or as one likes", async () => {
    await choose("addPasskey")
    expect(part("proof-dialog").querySelector("[name=name]").value).toBe("Passkey of this Mac")
    await send("proof", { name: "Laptop", password: "secret" })
    expect(factors.addPasskey).toHaveBeenCalledWith({ name: "Laptop", password: "secret" })
    expect([isOpen("codes"), done()]).toEqual([false, "The passkey is added."])
  })

  test("that is the first factor brings recovery codes", async () => {
    factors.addPasskey.mockResolvedValueOnce(CODES)
    await choose("addPasskey")
    await send("proof", { password: "secret" })
    expect(isOpen("codes")).toBe(true)
  })

  test("that the browser did not make keeps the dialog, which forgets when it closes", async () => {
    factors.addPasskey.mockRejectedValueOnce(problem("passkey-not-made"))
    await choose("addPasskey")
    await send("proof", { password: "secret" })
    const dialog = part("proof-dialog")
    expect([dialog.open, words(dialog)]).toEqual([true, expect.stringMatching(/was cancelled/)])
    dialog.querySelector("[data-give-up]").click()
    await choose("addPasskey")
    expect(words(dialog)).not.toMatch(/was cancelled/)
    expect(dialog.querySelector("[name=password]").value).toBe("")
  })

  test("is removed, with a warning where it is the last factor", async () => {
    arrive({ passkeys: [PASSKEY], recovery_codes_left: 2 })
    await choose("removePasskey")
    expect(words(part("proof-title"))).toBe("Remove <b>Mac?")
    expect(words(part("proof-words"))).toMatch(/the recovery codes go with it/)
    await send("proof", { password: "secret" })
    expect(factors.removePasskey).toHaveBeenCalledWith(5, { password: "secret", name: undefined })
    expect(done()).toBe("The passkey is removed.")
    arrive({ totp: true, passkeys: [PASSKEY] })
    await choose("removeTotp")
    expect(words(part("proof-words"))).not.toMatch(/recovery codes/)
  })
})

test("new recovery codes take the password, and are shown until they are kept", async () => {
  arrive({ totp: true, recovery_codes_left: 2 })
  await choose("renewCodes")
  await send("proof", { password: "secret" })
  expect(part("codes-field").value).toBe(CODES.join("\n"))
  part("codes-dialog").close("kept")
  await settled()
  expect(done()).toBe("You have new recovery codes.")
})

test("a dialog stays open while the server is asked", async () => {
  let answer
  factors.beginTotp.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
  await choose("setUpTotp")
  await send("proof", { password: "secret" })
  part("proof-dialog").querySelector("[data-give-up]").click()
  const cancel = new Event("cancel", { cancelable: true })
  part("proof-dialog").dispatchEvent(cancel)
  expect([isOpen("proof"), cancel.defaultPrevented]).toEqual([true, true])
  answer(BEGUN)
  await settled()
  expect([isOpen("proof"), isOpen("totp")]).toEqual([false, true])
})
