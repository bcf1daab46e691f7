import { beforeEach, describe, expect, test, vi } from "vitest"
import { createProfile } from "../../src/views/profile.js"
import * as world from "../support.js"

const { ada, loadPage, openStore, part, press, problem, settled, words } = world

describe("renaming in place", () => {
  let store
  let session
  const form = () => part("rename-form")
  const field = () => part("rename-field")

  beforeEach(async () => {
    await loadPage()
    store = openStore()
    session = { rename: vi.fn(async () => {}) }
    createProfile({ element: part("profile"), store, session }).start()
    part("rename").click()
  })

  async function submit(name) {
    field().value = name
    form().requestSubmit()
    await settled()
  }

  test("opens with the name, and Enter saves another", async () => {
    expect(field().value).toBe("Ada")
    expect(document.activeElement).toBe(field())
    await submit("  Ada L ")
    expect(session.rename).toHaveBeenCalledWith("Ada L")
    expect(form().hidden).toBe(true)
    expect(document.activeElement).toBe(part("rename"))
  })

  test("Escape keeps the old name", () => {
    field().value = "Other"
    press(field(), "Escape")
    expect(form().hidden).toBe(true)
    expect(session.rename).not.toHaveBeenCalled()
  })

  test("a refusal stands beside the field, which stays open", async () => {
    session.rename.mockRejectedValue(problem("name-taken", { detail: "Somebody has that name." }))
    await submit("Bob")
    expect(words(part("rename-error"))).toBe("Somebody has that name.")
    expect(field().getAttribute("aria-invalid")).toBe("true")
    expect(field().value).toBe("Bob")
    expect(form().hidden).toBe(false)
  })

  describe("while the reader writes elsewhere", () => {
    let answer
    let refuse
    const composer = () => part("composer-field")

    beforeEach(async () => {
      session.rename.mockImplementation(
        () =>
          new Promise((resolve, reject) => {
            answer = resolve
            refuse = reject
          }),
      )
      await submit("Ada L")
      composer().focus()
    })

    test("leaves the focus where it is", async () => {
      answer()
      await settled()
      expect([form().hidden, document.activeElement]).toEqual([true, composer()])
    })

    test("leaves it there when it is refused, too", async () => {
      refuse(problem("name-taken", { detail: "Somebody has that name." }))
      await settled()
      expect(words(part("rename-error"))).toBe("Somebody has that name.")
      expect(document.activeElement).toBe(composer())
    })

    test("gives the focus that is nowhere to the button", async () => {
      composer().blur()
      answer()
      await settled()
      expect(document.activeElement).toBe(part("rename"))
    })
  })

  test("an empty name is refused without asking", async () => {
    await submit("   ")
    expect(session.rename).not.toHaveBeenCalled()
    expect(words(part("rename-error"))).not.toBe("")
  })

  test("news about me while I type closes nothing", () => {
    field().value = "half"
    store.dispatch({ type: "session.renamed", person: { ...ada, name: "Ada L" } })
    expect(form().hidden).toBe(false)
    expect(part("rename").hidden).toBe(true)
    expect(field().value).toBe("half")
  })
})
