// What those who run the chat do about second factors.
import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import {
  administrationReducers,
  createAdministrationState,
} from "../../src/store/administration.js"
import { createStore } from "../../src/store/store.js"
import { createJoining } from "../../src/views/people/joining.js"
import { createPeopleList } from "../../src/views/people/people-list.js"
import { joining, loadPage, member, owner, part, problem, settled, words } from "../support.js"

const rules = { ...joining, second_factor: "nobody" }
const person = { ...member, id: 9, created_at: "", last_seen_at: null, suspended_at: null }

let store
let actions
let confirm

beforeEach(async () => {
  await loadPage("people.html")
  store = createStore(administrationReducers, createAdministrationState())
  confirm = { ask: vi.fn(async () => true) }
  actions = {
    people: { load: vi.fn(), loadMore: vi.fn() },
    resetFactors: vi.fn(async () => null),
    changeJoining: vi.fn(async (change) => {
      store.dispatch({ type: "joining.changed", joining: { ...rules, ...change } })
    }),
  }
})

describe("who must have a second factor", () => {
  const elements = () => part("joining-form").elements
  const choose = (value) => {
    part("joining-form").querySelector(`[name=second_factor][value=${value}]`).click()
    return settled()
  }

  function open(me) {
    createJoining({ element: part("main"), store, actions, confirm }).start()
    store.dispatch({ type: "visit.opened", me, joining: rules })
  }

  test("is decided by one click, where the owner has one", async () => {
    open({ ...owner, has_factor: true })
    expect(elements().second_factor.value).toBe("nobody")
    await choose("everybody")
    expect(confirm.ask).not.toHaveBeenCalled()
    expect(actions.changeJoining).toHaveBeenCalledWith({ second_factor: "everybody" })
    expect(words(part("joining-form").querySelector("[data-form-done]"))).toBe("Saved.")
  })

  test("concerns an owner who has none, who is asked whether it is meant", async () => {
    open({ ...owner, has_factor: false })
    confirm.ask.mockResolvedValueOnce(false)
    await choose("administrators")
    expect(actions.changeJoining).not.toHaveBeenCalled()
    expect(elements().second_factor.value).toBe("nobody")
    await choose("administrators")
    expect(actions.changeJoining).toHaveBeenCalledWith({ second_factor: "administrators" })
    await choose("nobody")
    expect(confirm.ask).toHaveBeenCalledTimes(2)
  })
})

describe("second factors that somebody has lost", () => {
  const row = () => document.querySelector("[data-person-id]")

  async function reset() {
    row().querySelector("[data-deed=resetFactors]").click()
    await settled()
  }

  beforeEach(() => {
    const formats = createDateFormats("en", ["en-GB"])
    const element = document.querySelector("[data-part=people]")
    createPeopleList({ element, store, actions, confirm, formats }).start()
    store.dispatch({ type: "visit.opened", me: owner, joining: rules })
    store.dispatch({ type: "people.arrived", items: [person], more: false })
  })

  test("are reset after a question, and it is said", async () => {
    confirm.ask.mockResolvedValueOnce(false)
    await reset()
    expect(actions.resetFactors).not.toHaveBeenCalled()
    await reset()
    expect(confirm.ask.mock.calls[1][0].title).toBe("Reset the second factors of Mira?")
    expect(actions.resetFactors).toHaveBeenCalledWith(9)
    expect(words(row().querySelector("[data-row-done]"))).toBe("The second factors are reset.")
  })

  test("stay when that is refused, with the reason in the row", async () => {
    actions.resetFactors.mockRejectedValueOnce(problem("not-allowed"))
    await reset()
    expect(words(row().querySelector("[data-row-problem]"))).toMatch(/role does not allow/)
    expect(words(row().querySelector("[data-row-done]"))).toBe("")
  })
})
