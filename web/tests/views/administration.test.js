import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { createStore } from "../../src/store/store.js"
import { createAudit } from "../../src/views/people/audit.js"
import { createInvitations } from "../../src/views/people/invitations.js"
import { createJoining } from "../../src/views/people/joining.js"
import { createLinkDialog } from "../../src/views/people/link-dialog.js"
import * as world from "../support.js"

const { joining, loadPage, owner, part, problem, settled, stubDialogs, words } = world
const formats = createDateFormats("en", ["en-GB"])
const section = (name) => document.querySelector(`[data-part=${name}]`)

let store
let actions
let parts

beforeEach(async () => {
  await loadPage("people.html")
  stubDialogs()
  store = createStore(administrationReducers, createAdministrationState())
  store.dispatch({ type: "visit.opened", me: owner, joining })
  actions = {
    invitations: { load: vi.fn() },
    invite: vi.fn(async ({ uses }) => ({
      id: 5,
      token: "t",
      expires_at: "2026-11-29T18:00:00.000Z",
      uses_left: uses,
    })),
    revoke: vi.fn(async () => {}),
    changeJoining: vi.fn(async (change) => {
      store.dispatch({ type: "joining.changed", joining: { ...store.state.joining, ...change } })
    }),
    audit: {
      load: vi.fn(),
      loadMore: vi.fn(),
      tableAddress: () => "/api/audit.csv",
    },
  }
  const confirm = { ask: vi.fn(async () => true) }
  parts = { store, actions, confirm, linkDialog: { show: vi.fn() }, formats }
})

describe("a link that is shown once", () => {
  const link = "https://chat.example/sign-in#link=t"
  const copy = vi.fn(async () => true)
  let dialog

  beforeEach(() => {
    dialog = createLinkDialog({
      element: part("link-dialog"),
      origin: "https://chat.example",
      copy,
    })
    dialog.start()
    dialog.show({ title: "A link", words: "Once.", kind: "link", token: "t" })
  })

  test("can be read, copied and held a phone against", async () => {
    expect(part("link-dialog").open).toBe(true)
    expect(part("link-field").value).toBe(link)
    const code = part("qr").querySelector("svg")
    expect(code.getAttribute("role")).toBe("img")
    expect(code.querySelector("path").getAttribute("d")).toMatch(/^M4 4h7/)
    part("copy").click()
    await settled()
    expect(copy).toHaveBeenCalledWith(part("link-field"))
    expect(words(part("copy-done"))).toBe("Copied.")
  })

  test("says how to copy it where the browser does not", async () => {
    copy.mockResolvedValueOnce(false)
    part("copy").click()
    await settled()
    expect(words(part("copy-done"))).toMatch(/copy it with your keyboard/)
  })

  test("does not stay in the page", () => {
    part("link-dialog").close()
    expect(part("link-field").value).toBe("")
    expect(part("qr").children).toHaveLength(0)
  })

  test("needs no style of its own, which the policy would refuse", () => {
    expect(part("qr").outerHTML).not.toContain("style=")
  })
})

describe("invitations", () => {
  const form = () => part("invite-form")
  const invitation = {
    id: 4,
    created_at: "2026-11-21T09:00:00.000Z",
    expires_at: "2026-11-28T09:00:00.000Z",
    uses_left: 1,
    created_by: { id: 4, name: "<i>Olga" },
  }

  beforeEach(() => {
    createInvitations({ element: section("invitations"), ...parts }).start()
    store.dispatch({ type: "invitations.arrived", items: [invitation] })
  })

  test("are made for so many people and days", async () => {
    form().elements.uses.value = "12"
    form().requestSubmit()
    await settled()
    expect(actions.invite).toHaveBeenCalledWith({ uses: 12, days: 7 })
    expect(parts.linkDialog.show.mock.lastCall[0]).toMatchObject({
      kind: "invitation",
      token: "t",
      words: expect.stringMatching(/^For 12 people, until 29 Nov 2026/),
    })
  })

  test.each(["0", "1001", "", "1.5", "-1", "1e2"])("for %j people are none", async (uses) => {
    form().elements.uses.value = uses
    form().requestSubmit()
    await settled()
    expect(actions.invite).not.toHaveBeenCalled()
    expect(words(form())).toContain("Choose a number from 1 to 1000.")
  })

  test("are listed as text, and taken back when that is meant", async () => {
    const [row] = part("invitation-list").children
    expect(words(row)).toMatch(/^For one more person By <i>Olga, 21 Nov 2026/)
    row.querySelector("[data-revoke]").click()
    await settled()
    expect(parts.confirm.ask.mock.lastCall[0]).toMatchObject({ isDangerous: true })
    expect(actions.revoke).toHaveBeenCalledWith(4)
  })

  test("say which room they lead into, where they do", () => {
    const room = { id: 8, name: "<b>Deployments" }
    store.dispatch({ type: "invitations.added", item: { ...invitation, id: 5, room } })
    const into = [...part("invitation-list").querySelectorAll("[data-into]")].map(words)
    expect(into).toEqual(["Into <b>Deployments", ""])
  })
})

describe("who may join", () => {
  const form = () => part("joining-form")
  const choose = (name, value) => {
    form()
      .querySelector(`[name=${name}]${value ? `[value=${value}]` : ""}`)
      .click()
    return settled()
  }

  beforeEach(() => createJoining({ element: section("joining"), store, actions }).start())

  test("is decided by one click each", async () => {
    expect(form().elements.sign_up.value).toBe("open")
    await choose("sign_up", "invite")
    expect(actions.changeJoining).toHaveBeenCalledWith({ sign_up: "invite" })
    await choose("guests")
    expect(actions.changeJoining).toHaveBeenLastCalledWith({ guests: false })
    await choose("members_visible_to_guests")
    expect(actions.changeJoining).toHaveBeenLastCalledWith({ members_visible_to_guests: false })
    expect(words(form().querySelector("[data-form-done]"))).toBe("Saved.")
  })

  test("shows what is so when the choice was refused", async () => {
    actions.changeJoining.mockRejectedValue(problem("not-allowed"))
    await choose("sign_up", "closed")
    expect(form().elements.sign_up.value).toBe("open")
    expect(words(form().querySelector("[data-form-problem]"))).toMatch(/role does not allow/)
  })
})

describe("the audit log", () => {
  const entry = (id, rest) => ({
    id,
    at: "2026-11-22T09:00:00.000Z",
    act: "unheard-of",
    actor: { id: 4, name: "Olga" },
    subject: { id: 9, name: "<b>Bob" },
    address: "192.0.2.1",
    details: { former: "member", role: "owner", sign_up: "invite", by_whom: 7 },
    ...rest,
  })
  const rows = () => [...part("audit-list").children]

  beforeEach(() => {
    createAudit({ element: section("audit"), ...parts }).start()
    const nobodys = { actor: null, subject: null, details: {} }
    const items = [entry(3), entry(2, { ...nobodys, address: null }), entry(1, nobodys)]
    store.dispatch({ type: "audit.arrived", items, more: false })
  })

  test("tells who did what to whom, and from where", () => {
    expect(rows().map((row) => words(row.querySelector("[data-who]")))).toEqual([
      "Olga → <b>Bob from 192.0.2.1",
      "The command line",
      "Somebody not signed in from 192.0.2.1",
    ])
    expect(words(rows()[0].querySelector("[data-act]"))).toBe("unheard-of")
    expect(words(rows()[0].querySelector("[data-details]"))).toBe(
      "before: Member, role: Owner, new accounts: by invitation, by_whom: 7",
    )
  })

  test("shows only one person's entries when their name is pressed, and all again", () => {
    rows()[0].querySelectorAll("[data-person-id]")[1].click()
    expect(actions.audit.load).toHaveBeenCalledWith({ personId: 9 })
    store.dispatch({ type: "audit.asked", filters: { act: "", personId: 9 } })
    expect(part("only").hidden).toBe(false)
    expect(words(part("only-name"))).toBe("Only <b>Bob")
    part("everybody").click()
    expect(actions.audit.load).toHaveBeenLastCalledWith({ personId: null })
  })

  test("can be had as a table", () => {
    expect(part("audit-table").getAttribute("href")).toBe("/api/audit.csv")
  })
})
