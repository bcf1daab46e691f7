import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { createStore } from "../../src/store/store.js"
import { createPeopleList } from "../../src/views/people/people-list.js"
import { createSections } from "../../src/views/people/sections.js"
import { ada, joining, loadPage, member, owner, part, problem, settled, words } from "../support.js"

const formats = createDateFormats("en", ["en-GB"])
const person = (id, rest) => ({
  id,
  name: `Person ${id}`,
  username: `person${id}`,
  role: "member",
  is_guest: false,
  created_at: "2026-11-20T09:00:00.000Z",
  last_seen_at: "2026-11-22T09:00:00.000Z",
  suspended_at: null,
  avatar: null,
  mail: null,
  has_factor: false,
  directory: false,
  address: null,
  ...rest,
})
const guest = person(8, {
  name: "<b>Otter",
  username: null,
  role: "guest",
  is_guest: true,
  address: "203.0.113.7",
})
const me = person(owner.id, { role: "owner" })

let store
let actions
let confirm
let linkDialog

const section = (name) => document.querySelector(`[data-part=${name}]`)
const row = (id) => document.querySelector(`[data-person-id="${id}"]`)
const deed = (id, name) => row(id).querySelector(`[data-deed=${name}]`)
const offered = (id) =>
  [...row(id).querySelectorAll("[data-deed]:not([hidden])")].map(({ dataset }) => dataset.deed)
const list = () => ({ load: vi.fn(), loadMore: vi.fn() })

async function open({ as = owner, items = [person(9), guest, me], more = false } = {}) {
  await loadPage("people.html")
  store = createStore(administrationReducers, createAdministrationState())
  actions = {
    people: list(),
    changePerson: vi.fn(async (id, change) => {
      const before = store.state.people.items.find((each) => each.id === id)
      store.dispatch({ type: "people.changed", item: { ...before, ...change } })
    }),
    makeSignInLink: vi.fn(async () => ({ token: "t", expires_at: "2026-11-22T18:00:00.000Z" })),
  }
  confirm = { ask: vi.fn(async () => true) }
  linkDialog = { show: vi.fn() }
  const parts = { store, actions, confirm, linkDialog, formats }
  createPeopleList({ element: section("people"), ...parts }).start()
  store.dispatch({ type: "visit.opened", me: as, joining })
  store.dispatch({ type: "people.arrived", items, more })
}

beforeEach(() => open())

describe("the parts of the page", () => {
  const shown = () =>
    [...document.querySelectorAll("[data-section]:not([hidden])")].map((tab) => tab.dataset.section)

  function start(as, onShow = vi.fn()) {
    store.dispatch({ type: "visit.became", me: as })
    createSections({ element: part("main"), store, onShow }).start()
    return onShow
  }

  test.each([
    ["guest", ada],
    ["member", member],
  ])("are not for a %s, who is told so", (_, as) => {
    expect(start(as)).not.toHaveBeenCalled()
    expect([part("not-for-you").hidden, part("for-you").hidden]).toEqual([false, true])
  })

  test("are fewer for administrators", () => {
    start({ ...member, role: "administrator" })
    expect(shown()).toEqual(["people", "reports", "invitations", "bans"])
  })

  test("are shown one at a time, and loaded when they are", () => {
    const onShow = start(owner)
    store.dispatch({ type: "section.turned", section: "audit" })
    expect([section("people").hidden, section("audit").hidden]).toEqual([true, false])
    expect(onShow.mock.calls).toEqual([["people"], ["audit"]])
    expect(document.querySelector("[data-sections] [aria-current]").dataset.section).toBe("audit")
  })
})

describe("people", () => {
  test("have a mail address and a mark of their directory where there are any", async () => {
    const mail = "<i>mira@example.org"
    await open({ items: [person(9, { mail, directory: true }), person(10, { mail: null })] })
    expect(row(9).querySelector("[data-mail]").textContent).toBe(mail)
    const marks = [9, 10].map((id) => row(id).querySelector("[data-directory]").hidden)
    expect(marks).toEqual([false, true])
    expect(words(row(10))).not.toContain("null")
  })

  test("are drawn as text, with what may be done about them", () => {
    expect(row(8).querySelector("b")).toBeNull()
    expect(words(row(8).querySelector("[data-name]"))).toBe("<b>Otter")
    expect(offered(9)).toEqual(["changeRole", "makeLink", "suspend"])
    expect(offered(8)).toEqual(["banAddress", "suspend"])
    expect(offered(me.id)).toEqual(["changeRole"])
    expect(row(me.id).querySelector("[data-you]").hidden).toBe(false)
  })

  test("are for administrators to suspend, not to promote", async () => {
    const as = { ...member, id: 77, role: "administrator" }
    await open({ as, items: [person(9), me, person(7, { role: "administrator" })] })
    expect(offered(9)).toEqual(["makeLink", "suspend"])
    expect([offered(7), offered(me.id)]).toEqual([[], []])
  })

  test("who are suspended can be let in again, without a question", async () => {
    await open({ items: [person(9, { suspended_at: "2026-11-22T09:00:00.000Z" })] })
    expect(offered(9)).toEqual(["changeRole", "suspend"])
    expect(words(deed(9, "suspend"))).toBe("Let in again")
    deed(9, "suspend").click()
    await settled()
    expect(confirm.ask).not.toHaveBeenCalled()
    expect(actions.changePerson).toHaveBeenCalledWith(9, { suspended: false })
  })

  test("are suspended only when that is meant", async () => {
    confirm.ask.mockResolvedValueOnce(false)
    deed(9, "suspend").click()
    await settled()
    expect(actions.changePerson).not.toHaveBeenCalled()
    deed(9, "suspend").click()
    await settled()
    expect(actions.changePerson).toHaveBeenCalledWith(9, { suspended: true })
    expect(document.activeElement).toBe(deed(9, "suspend"))
  })

  function choose(id, role) {
    const select = deed(id, "changeRole")
    select.value = role
    select.dispatchEvent(new Event("change", { bubbles: true }))
    return settled()
  }

  test("get another role when that is meant; otherwise the old one stands there again", async () => {
    confirm.ask.mockResolvedValueOnce(false)
    await choose(9, "owner")
    expect(actions.changePerson).not.toHaveBeenCalled()
    expect(deed(9, "changeRole").value).toBe("member")
    await choose(9, "administrator")
    expect(actions.changePerson).toHaveBeenCalledWith(9, { role: "administrator" })
    expect(deed(9, "changeRole").value).toBe("administrator")
  })

  test("whose role may not change keep it, and the row says why", async () => {
    actions.changePerson.mockRejectedValue(problem("last-owner", { status: 409 }))
    await choose(me.id, "member")
    expect(confirm.ask.mock.lastCall[0].words).toMatch(/This is you/)
    expect(deed(me.id, "changeRole").value).toBe("owner")
    expect(words(row(me.id).querySelector("[data-row-problem]"))).toMatch(/only owner/)
  })

  test("get a link to sign in, shown once", async () => {
    deed(9, "makeLink").click()
    await settled()
    expect(linkDialog.show).toHaveBeenCalledWith({
      title: "Sign-in link for Person 9",
      words: expect.stringMatching(/signs in once, until 22 Nov 2026/),
      kind: "link",
      token: "t",
    })
  })
})

describe("finding people", () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  test("waits for a pause in the typing, and Enter does not", () => {
    const search = section("people").querySelector("[name=search]")
    for (const text of ["a", "ad", " ada "]) {
      search.value = text
      search.dispatchEvent(new Event("input", { bubbles: true }))
      vi.advanceTimersByTime(100)
    }
    expect(actions.people.load).not.toHaveBeenCalled()
    vi.advanceTimersByTime(200)
    expect(actions.people.load.mock.calls).toEqual([[{ search: "ada" }]])
    part("people-filters").requestSubmit()
    vi.advanceTimersByTime(1)
    expect(actions.people.load).toHaveBeenCalledTimes(2)
  })

  test("by role begins at once", () => {
    const select = section("people").querySelector("[name=role]")
    expect([...select.options].map((option) => option.value)).toContain("guest")
    select.value = "owner"
    select.dispatchEvent(new Event("change", { bubbles: true }))
    expect(actions.people.load).toHaveBeenCalledWith({ role: "owner" })
  })
})

describe("the end of a list", () => {
  const foot = () => section("people").querySelector("[data-list-foot]")
  const button = () => foot().querySelector("[data-foot-button]")

  test("offers more where there is more, and nothing where there is not", async () => {
    expect(foot().hidden).toBe(true)
    await open({ more: true })
    expect(words(button())).toBe("Load more")
    button().click()
    expect(actions.people.loadMore).toHaveBeenCalled()
  })

  test("leads on to the first of those it brought", async () => {
    await open({ more: true })
    const items = [{ ...store.state.people.items[0], id: 1_000 }]
    actions.people.loadMore.mockImplementation(async () => {
      store.dispatch({ type: "people.moreArrived", items, more: false })
    })
    button().click()
    await settled()
    expect(document.activeElement.dataset.personId).toBe("1000")
  })

  test("says that nobody was found", async () => {
    await open({ items: [] })
    expect(words(foot())).toContain("Nobody was found.")
    expect(button().hidden).toBe(true)
  })

  test("says what failed, and tries again", () => {
    store.dispatch({ type: "people.failed" })
    expect(words(foot())).toContain("This could not be loaded.")
    button().click()
    expect(actions.people.load).toHaveBeenCalled()
  })
})
