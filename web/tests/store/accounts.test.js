import { describe, expect, test } from "vitest"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import * as administration from "../../src/store/administration.js"
import * as entrance from "../../src/store/entrance.js"
import { createList, LIST, listReducers } from "../../src/store/lists.js"
import { createStore } from "../../src/store/store.js"
import { PHASE } from "../../src/store/visit.js"
import { ada, joining, owner, member } from "../support.js"

const { DOOR, doorOf, isClaim, mayGoOnAsGuest, WAY } = entrance

describe("the entrance", () => {
  const fresh = { ...joining, has_owner: false }
  const at = (state) => ({ ...entrance.createEntranceState(), me: null, joining, ...state })

  test("has a door for each way", () => {
    expect(doorOf(at({}))).toBe(DOOR.signIn)
    expect(doorOf(at({ way: WAY.signUp }))).toBe(DOOR.signUp)
    expect(doorOf(at({ way: WAY.setUp, joining: fresh }))).toBe(DOOR.setUp)
    expect(doorOf(at({ way: WAY.setUp }))).toBe(DOOR.settled)
    expect(doorOf(at({ way: WAY.link }))).toBe(DOOR.link)
  })

  test("is behind those who have an account, and not behind guests", () => {
    expect(doorOf(at({ me: member, way: WAY.link }))).toBe(DOOR.inside)
    expect(doorOf(at({ me: ada, way: WAY.link }))).toBe(DOOR.link)
    expect(doorOf(at({ me: member, invitation: "t" }))).toBe(DOOR.invited)
    expect(doorOf(at({ me: ada, way: WAY.signUp, invitation: "t" }))).toBe(DOOR.signUp)
    expect(isClaim({ me: ada })).toBe(true)
    expect(isClaim({ me: null })).toBe(false)
  })

  test("opens to an invitation where one is needed, and to nobody where it is closed", () => {
    const invite = { way: WAY.signUp, joining: { ...joining, sign_up: "invite" } }
    const closed = { way: WAY.signUp, joining: { ...joining, sign_up: "closed" } }
    expect(doorOf(at(invite))).toBe(DOOR.needsInvitation)
    expect(doorOf(at({ ...invite, invitation: "t" }))).toBe(DOOR.signUp)
    expect(doorOf(at({ ...closed, invitation: "t" }))).toBe(DOOR.closed)
  })

  test("lets guests through where there may be guests, and those who are one already", () => {
    const noGuests = { ...joining, guests: false }
    expect(mayGoOnAsGuest(at({}))).toBe(true)
    expect(mayGoOnAsGuest(at({ joining: noGuests }))).toBe(false)
    expect(mayGoOnAsGuest(at({ joining: noGuests, me: ada }))).toBe(true)
    expect(mayGoOnAsGuest(at({ way: WAY.setUp }))).toBe(false)
  })

  test("keeps an invitation through other ways, and forgets the note", () => {
    const store = createStore(
      entrance.entranceReducers,
      entrance.createEntranceState({ note: "ended" }),
    )
    store.dispatch({ type: "entrance.called", way: WAY.signUp, invitation: "t" })
    store.dispatch({ type: "entrance.turned", way: WAY.signIn })
    expect(store.state).toMatchObject({ way: WAY.signIn, invitation: "t", note: null })
    store.dispatch({ type: "entrance.disinvited" })
    expect(store.state).toMatchObject({ invitation: null, note: "invitation-gone" })
  })
})

describe("a visit", () => {
  test("opens, fails, and begins anew without the old problem", () => {
    const store = createStore(entrance.entranceReducers, entrance.createEntranceState())
    expect(store.state.phase).toBe(PHASE.opening)
    store.dispatch({ type: "visit.failed", problem: { type: "unreachable" } })
    expect(store.state.phase).toBe(PHASE.trouble)
    store.dispatch({ type: "visit.began" })
    expect(store.state.problem).toBeNull()
    store.dispatch({ type: "visit.opened", me: ada, joining })
    expect(store.state).toMatchObject({ phase: PHASE.open, me: ada, joining })
  })
})

describe("a list", () => {
  const open = (filters) => createStore(listReducers("people"), { people: createList(filters) })
  const person = (id) => ({ id, name: `Person ${id}` })

  test("keeps what it shows while it is asked anew", () => {
    const store = open({ search: "" })
    store.dispatch({ type: "people.arrived", items: [person(2)], more: true })
    store.dispatch({ type: "people.asked", filters: { search: "a" } })
    expect(store.state.people).toMatchObject({ status: LIST.loading, items: [person(2)] })
  })

  test("takes no answer to what nobody asks for any more", () => {
    const store = open({ search: "" })
    const { filters: old } = store.state.people
    store.dispatch({ type: "people.asked", filters: { search: "a" } })
    for (const news of ["arrived", "moreArrived", "failed"]) {
      store.dispatch({ type: `people.${news}`, filters: old, items: [person(1)], more: false })
    }
    expect(store.state.people).toMatchObject({ status: LIST.loading, items: [] })
  })

  test("grows, changes and shrinks by what is in it", () => {
    const store = open()
    store.dispatch({ type: "people.arrived", items: [person(3)], more: true })
    store.dispatch({ type: "people.moreAsked" })
    expect(store.state.people.status).toBe(LIST.growing)
    store.dispatch({ type: "people.moreArrived", items: [person(2)], more: false })
    store.dispatch({ type: "people.changed", item: { id: 2, name: "Bob" } })
    store.dispatch({ type: "people.removed", id: 3 })
    expect(store.state.people).toMatchObject({ items: [{ id: 2, name: "Bob" }], hasMore: false })
    store.dispatch({ type: "people.failed" })
    expect(store.state.people.status).toBe(LIST.failed)
  })
})

describe("the account", () => {
  const sessions = [
    { id: 1, is_current: true },
    { id: 2, is_current: false },
  ]

  test("with a new password has no other session, and stands on its own", () => {
    const store = createStore(accountReducers, createAccountState({ isFreshByLink: true }))
    store.dispatch({ type: "visit.opened", me: { ...member, has_password: false }, joining })
    store.dispatch({ type: "sessions.arrived", items: sessions })
    store.dispatch({ type: "account.secured" })
    expect(store.state.sessions.items).toEqual([sessions[0]])
    expect(store.state).toMatchObject({ isFreshByLink: false, me: { has_password: true } })
  })

  test("whose link has aged asks for the old password again", () => {
    const store = createStore(accountReducers, createAccountState({ isFreshByLink: true }))
    store.dispatch({ type: "account.aged" })
    expect(store.state.isFreshByLink).toBe(false)
  })
})

describe("the administration", () => {
  const { SECTION, sectionsFor, shownSection } = administration

  test("is no part of the chat for members and guests", () => {
    for (const me of [null, ada, member]) expect(sectionsFor(me)).toEqual([])
    expect(shownSection({ me: member, section: SECTION.people })).toBeNull()
  })

  test("leaves to owners who may join, and the audit log", () => {
    expect(sectionsFor({ ...member, role: "administrator" })).toEqual([
      "people",
      "reports",
      "invitations",
      "bans",
    ])
    expect(sectionsFor(owner)).toContain(SECTION.audit)
  })

  test("shows the first part in place of one that may not be seen or is none", () => {
    const administrator = { ...member, role: "administrator" }
    expect(shownSection({ me: administrator, section: "audit" })).toBe("people")
    expect(shownSection({ me: owner, section: "nonsense" })).toBe("people")
    expect(shownSection({ me: owner, section: "audit" })).toBe("audit")
  })
})
