import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { createStore } from "../../src/store/store.js"
import { createAccountForms } from "../../src/views/account/account-forms.js"
import { createMailCard } from "../../src/views/account/mail-card.js"
import { createMailDeeds } from "../../src/views/account/mail-deeds.js"
import { createProofDialog } from "../../src/views/account/proof-dialog.js"
import { createSelf } from "../../src/views/account/self.js"
import { createWaysCard } from "../../src/views/account/ways-card.js"
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

const OWN = { mail: "mira@example.org", pending_mail: null, providers: [], directory: false }

let store
let details
let account

async function open({ me = member, rules = { mail: true }, known = OWN } = {}) {
  await loadPage("account.html")
  stubDialogs()
  store = createStore(accountReducers, createAccountState())
  details = { load: vi.fn(), changeMail: vi.fn(async () => {}), removeMail: vi.fn(async () => {}) }
  account = { remove: vi.fn(async () => {}), changeUsername: vi.fn(async () => {}) }
  const proof = createProofDialog({ element: part("proof-dialog"), store })
  proof.start()
  createSelf({ element: document.body, store }).start()
  const confirm = { ask: async () => true }
  createAccountForms({ element: part("main"), store, account, confirm }).start()
  const deeds = createMailDeeds({ store, details, proof })
  createMailCard({ element: part("mail-card"), store, details, deeds }).start()
  const formats = createDateFormats("en", ["en-GB"])
  createWaysCard({ element: part("ways-card"), store, formats }).start()
  store.dispatch({ type: "visit.opened", me, joining: { ...joining, ...rules } })
  if (known) store.dispatch({ type: "details.arrived", details: known })
}

const rows = () => [...part("mail-list").children]
const deed = (name) => part("mail-list").querySelector(`[data-deed=${name}]`)
const dialog = () => part("proof-dialog")

async function submit(form, values = {}) {
  for (const [key, value] of Object.entries(values)) form.elements[key].value = value
  form.requestSubmit()
  await settled()
}

const prove = (values) => submit(dialog().querySelector("form"), values)

beforeEach(() => open())

describe("the mail address", () => {
  test("one has stands there, and can be removed with the password", async () => {
    expect(rows().map(words)).toEqual(["mira@example.org Confirmed Remove"])
    deed("removeMail").click()
    expect(words(dialog())).toContain("signs you in no more")
    await prove({ password: "p" })
    expect(details.removeMail).toHaveBeenCalledWith({ password: "p", name: undefined })
    expect(words(part("mail-done"))).toBe("The address is removed.")
    expect(document.activeElement).toBe(part("mail-done"))
  })

  test("that waits says what for, and can be sent a mail again or withdrawn", async () => {
    await open({ known: { ...OWN, mail: null, pending_mail: "<b>@example.org" } })
    expect(words(rows()[0])).toMatch(/^<b>@example.org Not confirmed yet Open the link/)
    deed("sendAgain").click()
    await prove({ password: "p" })
    const again = { mail: "<b>@example.org", password: "p" }
    expect(details.changeMail).toHaveBeenCalledWith(again)
    expect(words(part("mail-done"))).toMatch(/on its way to <b>@example.org/)
    deed("withdrawMail").click()
    await prove({ password: "p" })
    expect(details.removeMail).toHaveBeenCalled()
  })

  test("and one that waits go together, and the question says so", async () => {
    await open({ known: { ...OWN, pending_mail: "new@example.org" } })
    expect(rows()).toHaveLength(2)
    expect(deed("withdrawMail")).toBeNull()
    deed("removeMail").click()
    expect(words(dialog())).toContain("The address that waits, new@example.org, goes with it.")
  })

  test("is changed with the password, and then says that a mail is on its way", async () => {
    const form = part("mail-form")
    await submit(form, { mail: "mira", password: "" })
    expect(details.changeMail).not.toHaveBeenCalled()
    await submit(form, { mail: "new@example.org", password: "p" })
    const change = { mail: "new@example.org", password: "p" }
    expect(details.changeMail.mock.lastCall[0]).toMatchObject(change)
    expect(words(form)).toContain("A mail is on its way to new@example.org.")
    expect([form.elements.mail.value, form.elements.password.value]).toEqual(["", ""])
  })

  test("that is refused says so beside its field", async () => {
    const errors = [{ field: "mail", message: "This is no mail address." }]
    details.changeMail.mockRejectedValue(problem("invalid", { status: 422, errors }))
    await submit(part("mail-form"), { mail: "a@b", password: "p" })
    expect(words(part("mail-form"))).toContain("This is no mail address.")
    expect(part("mail-form").elements.mail.value).toBe("a@b")
  })

  test("can only be removed where the chat sends no mail any more", async () => {
    await open({ rules: { mail: false } })
    expect([part("mail-card").hidden, part("mail-form").hidden]).toEqual([false, true])
    expect(part("mail-off").hidden).toBe(false)
    await open({ rules: { mail: false }, known: { ...OWN, mail: null } })
    expect(part("mail-card").hidden).toBe(true)
  })

  test("that did not come can be asked for again", async () => {
    store.dispatch({ type: "details.failed" })
    expect(words(part("mail-problem"))).toBe("This could not be loaded.")
    part("mail-again").click()
    expect(details.load).toHaveBeenCalled()
  })
})

describe("the ways in", () => {
  const providers = [{ id: "corp", name: "<b>Corp", created_at: "2026-11-20T09:00:00Z" }]

  test("are not there where there is but the password", () => {
    expect([part("ways-card").hidden, part("password-card").hidden]).toEqual([true, false])
  })

  test("name other services as text, and since when", async () => {
    await open({ known: { ...OWN, providers } })
    expect(part("ways-card").hidden).toBe(false)
    expect(words(part("ways-list"))).toMatch(/^<b>Corp Linked .*20 Nov 2026/)
  })

  test("tell a directory's people where their password is changed, and offer no form", async () => {
    await open({ known: { ...OWN, directory: true } })
    expect(words(part("ways-list"))).toContain("It is changed there, not here.")
    expect(part("password-card").hidden).toBe(true)
  })
})

describe("an account without a password", () => {
  beforeEach(() => open({ me: { ...member, has_password: false } }))

  test("is asked for none, by any form", async () => {
    expect(document.querySelector("[data-wants-password]:not([hidden])")).toBeNull()
    await submit(part("delete-form"))
    expect(account.remove).toHaveBeenCalledWith({ password: undefined, messages: "keep" })
    await submit(part("username-form"), { username: "mk" })
    expect(account.changeUsername.mock.lastCall[0]).toMatchObject({ username: "mk" })
    await submit(part("mail-form"), { mail: "new@example.org" })
    expect(details.changeMail.mock.lastCall[0].password).toBeUndefined()
    deed("removeMail").click()
    expect(dialog().querySelector("[data-field=password]").hidden).toBe(true)
    await prove()
    expect(details.removeMail).toHaveBeenCalled()
  })

  test("is told that it may have one", () => {
    expect(part("no-password").hidden).toBe(false)
  })
})
