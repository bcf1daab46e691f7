import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createNewConversation } from "../../src/views/rooms/new-conversation.js"
import { createNewRoom } from "../../src/views/rooms/new-room.js"
import * as world from "../support.js"

const { ada, loadPage, openStore, part, press, problem, settled, words } = world
const person = (id, name) => ({
  id,
  name,
  username: name.toLowerCase(),
  avatar: null,
  is_guest: false,
})
const mira = person(11, "<b>Mira")
const tomas = person(12, "Tomas")
const guest = { ...person(13, "Otter"), is_guest: true }

let actions
let store

async function start(create, name) {
  await loadPage()
  world.stubDialogs()
  vi.useFakeTimers()
  store = openStore()
  actions = {
    directory: { find: vi.fn(async () => [person(ada.id, "Ada"), mira, tomas, guest]) },
    roomDeeds: {
      make: vi.fn(async () => world.room(20)),
      talkTo: vi.fn(async () => world.room(21, { kind: "direct" })),
    },
    places: { open: vi.fn() },
  }
  const dialog = create({ element: part(name), store, actions })
  dialog.start()
  dialog.open()
  await pause()
}

async function pause(ms = 200) {
  vi.advanceTimersByTime(ms)
  await settled()
}

const dialog = (name) => part(name)
const field = (name) => part(name).querySelector("[data-picker-field]")
const options = (name) => [...part(name).querySelectorAll("[role=option]")]
const chips = (name) =>
  [...part(name).querySelectorAll("[data-picker-chips] [data-name]")].map(words)
const submit = async (name) => {
  part(name).querySelector("form").requestSubmit()
  await settled()
}

async function type(name, text) {
  field(name).value = text
  field(name).dispatchEvent(new Event("input", { bubbles: true }))
  await pause()
}

afterEach(() => vi.useRealTimers())

describe("a new conversation", () => {
  const HERE = "new-conversation"
  beforeEach(() => start(createNewConversation, HERE))

  test("offers the people who are here, as text, without me and guests", () => {
    expect(options(HERE).map((option) => words(option.querySelector("[data-name]")))).toEqual([
      "<b>Mira",
      "Tomas",
    ])
    expect(document.activeElement).toBe(field(HERE))
  })

  test("takes by Enter whom the typed name finds, not who is still below", async () => {
    press(field(HERE), "ArrowDown")
    actions.directory.find.mockResolvedValueOnce([tomas])
    field(HERE).value = "tom"
    field(HERE).dispatchEvent(new Event("input", { bubbles: true }))
    expect(press(field(HERE), "Enter").defaultPrevented).toBe(true)
    expect(chips(HERE)).toEqual([])
    await pause()
    expect(chips(HERE)).toEqual(["Tomas"])
  })

  test("takes nobody of a list that was asked for before the name was typed", async () => {
    let answer
    actions.directory.find.mockReturnValueOnce(new Promise((resolve) => (answer = resolve)))
    await type(HERE, "m")
    actions.directory.find.mockResolvedValueOnce([tomas])
    field(HERE).value = "tom"
    field(HERE).dispatchEvent(new Event("input", { bubbles: true }))
    press(field(HERE), "Enter")
    answer([mira])
    await settled()
    expect(chips(HERE)).toEqual([])
    await pause()
    expect(chips(HERE)).toEqual(["Tomas"])
  })

  test("leaves Enter to the form once a name is chosen and nothing typed", async () => {
    actions.directory.find.mockResolvedValueOnce([tomas])
    await type(HERE, "tom")
    press(field(HERE), "Enter")
    expect(press(field(HERE), "Enter").defaultPrevented).toBe(false)
    await pause()
    expect(chips(HERE)).toEqual(["Tomas"])
  })

  test("takes nobody by Enter when the search fails", async () => {
    actions.directory.find.mockRejectedValueOnce(problem(503))
    field(HERE).value = "tom"
    field(HERE).dispatchEvent(new Event("input", { bubbles: true }))
    press(field(HERE), "Enter")
    await pause()
    await type(HERE, "to")
    expect(chips(HERE)).toEqual([])
  })

  test("is chosen by keyboard alone, and opened where it is", async () => {
    press(field(HERE), "ArrowDown")
    press(field(HERE), "ArrowDown")
    const active = field(HERE).getAttribute("aria-activedescendant")
    expect(words(document.getElementById(active))).toContain("Tomas")
    expect(press(field(HERE), "Enter").defaultPrevented).toBe(true)
    expect(chips(HERE)).toEqual(["Tomas"])
    expect(options(HERE)[1].getAttribute("aria-selected")).toBe("true")
    await submit(HERE)
    expect(actions.roomDeeds.talkTo).toHaveBeenCalledWith([tomas.id])
    expect(dialog(HERE).open).toBe(false)
    expect(actions.places.open).toHaveBeenCalledWith(21)
  })

  test("takes the first that was found with Enter, and empties the field", async () => {
    actions.directory.find.mockResolvedValue([mira])
    await type(HERE, "mir")
    press(field(HERE), "Enter")
    expect([chips(HERE), field(HERE).value]).toEqual([["<b>Mira"], ""])
  })

  test("lets people go again: by their button, or backwards", async () => {
    for (const option of options(HERE)) option.click()
    expect(chips(HERE)).toHaveLength(2)
    part(HERE).querySelector(`[data-drop="${mira.id}"]`).click()
    expect(chips(HERE)).toEqual(["Tomas"])
    press(field(HERE), "Backspace")
    expect(chips(HERE)).toEqual([])
  })

  test("needs somebody", async () => {
    await submit(HERE)
    expect(words(part(HERE).querySelector("[data-field-error]"))).toBe(
      "Choose at least one person.",
    )
    expect(actions.roomDeeds.talkTo).not.toHaveBeenCalled()
  })

  test("holds no more than seven", async () => {
    const many = Array.from({ length: 8 }, (_each, index) => person(40 + index, `P${index}`))
    actions.directory.find.mockResolvedValue(many)
    await type(HERE, "p")
    for (const { id } of many) {
      part(HERE).querySelector(`[role=option][data-person-id="${id}"]`).click()
      await pause()
    }
    expect(chips(HERE)).toHaveLength(7)
    expect(words(part(HERE).querySelector("[data-picker-words]"))).toMatch(/No more than 7/)
  })

  test("says what failed, and finds people when tried again", async () => {
    actions.directory.find.mockRejectedValueOnce(problem("unreachable"))
    await type(HERE, "m")
    const again = part(HERE).querySelector("[data-picker-again]")
    expect([options(HERE).length, again.hidden]).toEqual([0, false])
    again.click()
    await pause()
    expect([options(HERE).length, again.hidden]).toEqual([2, true])
  })

  test("says that nobody was found", async () => {
    actions.directory.find.mockResolvedValue([])
    await type(HERE, "zzz")
    expect(words(part(HERE).querySelector("[data-picker-words]"))).toBe("Nobody was found.")
    expect(field(HERE).getAttribute("aria-expanded")).toBe("false")
  })
})

describe("a new room", () => {
  const HERE = "new-room"
  beforeEach(() => start(createNewRoom, HERE))
  const input = (name) => part(HERE).querySelector(`[name=${name}]`)

  test("is made of what was typed, public unless told otherwise, and opened", async () => {
    input("name").value = " Cycling "
    input("topic").value = "Sundays"
    part(HERE).querySelector("[data-icon-choice]").click()
    options(HERE)[0].click()
    await submit(HERE)
    expect(actions.roomDeeds.make).toHaveBeenCalledWith({
      name: "Cycling",
      kind: "public",
      topic: "Sundays",
      icon: "💬",
      people: [mira.id],
    })
    expect(actions.places.open).toHaveBeenCalledWith(20)
  })

  test("needs a name, and says so beside it", async () => {
    await submit(HERE)
    expect(words(part(HERE).querySelector("[data-field=name] [data-field-error]"))).toBe(
      "A room needs a name.",
    )
    expect(actions.roomDeeds.make).not.toHaveBeenCalled()
  })

  test("that is refused keeps what was typed", async () => {
    const errors = [{ field: "name", message: "Another room has it." }]
    actions.roomDeeds.make.mockRejectedValue(problem("room-name-taken", { status: 409, errors }))
    input("name").value = "Lobby"
    await submit(HERE)
    expect([dialog(HERE).open, input("name").value]).toEqual([true, "Lobby"])
    const error = part(HERE).querySelector("[data-field=name] [data-field-error]")
    expect(words(error)).toBe("Another room has it.")
    expect(document.activeElement).toBe(input("name"))
  })

  test("is given up by Escape, but not while it is on its way", async () => {
    const escape = () => {
      const cancel = new Event("cancel", { cancelable: true })
      dialog(HERE).dispatchEvent(cancel)
      return cancel.defaultPrevented
    }
    expect(escape()).toBe(false)
    actions.roomDeeds.make.mockImplementation(() => new Promise(() => {}))
    input("name").value = "Cycling"
    await submit(HERE)
    expect(escape()).toBe(true)
  })

  test("takes an emoji back that is pressed twice", () => {
    const choice = part(HERE).querySelector("[data-icon-choice]")
    choice.click()
    expect(choice.getAttribute("aria-pressed")).toBe("true")
    choice.click()
    expect([input("icon").value, choice.getAttribute("aria-pressed")]).toEqual(["", "false"])
  })
})
