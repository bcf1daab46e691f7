import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createRoomPeople } from "../../src/views/room-people.js"
import { ada, bob, loadPage, lobby, member, openStore, part, words } from "../support.js"

const tomas = { id: 12, name: "Tomás", avatar: null }

let store
let actions

beforeEach(async () => {
  await loadPage()
  vi.useFakeTimers()
  store = openStore()
  actions = { members: { showFaces: vi.fn() }, dialogs: { open: vi.fn() } }
})
afterEach(() => vi.useRealTimers())

describe("the faces in the head of a room", () => {
  const faces = () => [...part("room-people").querySelectorAll(".avatar")].map(words)
  const arrive = (people) => store.dispatch({ type: "faces.arrived", roomId: lobby.id, people })

  beforeEach(() => createRoomPeople({ element: part("room-people"), store, actions }).start())

  test("are asked for after a moment, and lead to the details", () => {
    expect(actions.members.showFaces).not.toHaveBeenCalled()
    vi.advanceTimersByTime(1_000)
    expect(actions.members.showFaces).toHaveBeenCalledWith(lobby.id)
    arrive([tomas, bob, ada, member])
    expect(faces()).toEqual(["TO", "BO", "AD"])
    part("room-people").querySelector("button").click()
    expect(actions.dialogs.open).toHaveBeenCalledWith("details", expect.anything())
  })

  test("are asked for again once somebody came or went", () => {
    arrive([tomas])
    vi.advanceTimersByTime(1_000)
    expect(actions.members.showFaces).not.toHaveBeenCalled()
    store.dispatch({ type: "faces.aged", roomIds: [lobby.id] })
    expect(faces()).toEqual(["TO"])
    vi.advanceTimersByTime(1_000)
    expect(actions.members.showFaces).toHaveBeenCalledTimes(1)
  })

  test("are none where they may not be seen", () => {
    arrive([])
    expect(part("room-people").children).toHaveLength(0)
  })
})
