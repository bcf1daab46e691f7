import { beforeEach, describe, expect, test, vi } from "vitest"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createMentions } from "../../src/actions/mentions.js"
import * as world from "../support.js"

const { ada, bob, goTo, lobby, member, message, openSession, openStore, room } = world
const mira = { id: member.id, name: "Mira" }
const boris = { id: 8, name: "Boris" }
let api
let store
let mentions

function create({ answer = { members: [], more: false }, at = lobby, ...options } = {}) {
  api = world.fakeApi({ members: vi.fn(async () => answer) })
  const list = options.list ?? [message(1, { author: mira }), message(2)]
  store = openStore(list, { at, ...options })
  const keepsakes = createKeepsakes(world.fakeMemory())
  mentions = createMentions({ api, store, session: openSession, keepsakes })
}

const names = (people) => people.map(({ name }) => name)

beforeEach(() => create())

describe("before the server has answered", () => {
  test("those who have spoken can be called, the latest first, and not oneself", () => {
    create({ list: [message(1), message(2, { author: mira }), message(3, { author: ada })] })
    expect(names(mentions.guess(""))).toEqual(["Mira", "Bob"])
  })

  test("the beginning of any word of a name finds it, marks aside", () => {
    create({ list: [message(1, { author: { ...mira, name: "Mira Kovač" } })] })
    expect(names(mentions.guess("kovac"))).toEqual(["Mira Kovač"])
    expect(names(mentions.guess("ovac"))).toEqual([])
  })

  test("everybody can be called where I may, last of all", () => {
    const free = room(9, { me: { may: ["post", "mention_room"] } })
    create({ at: free, rooms: [free], list: [message(1, { room_id: 9 })] })
    expect(names(mentions.guess(""))).toEqual(["Bob", "room"])
    expect(names(mentions.guess("ro"))).toEqual(["room"])
    create()
    expect(names(mentions.guess("ro"))).toEqual([])
  })
})

describe("the server", () => {
  test("knows those who have not spoken", async () => {
    create({ answer: { members: [ada, boris, bob], more: false } })
    expect(names(await mentions.find("bo"))).toEqual(["Bob", "Boris"])
    expect(api.members).toHaveBeenCalledWith(lobby.id, { search: "bo", limit: 20 })
    expect(names(mentions.guess("bor"))).toEqual(["Boris"])
  })

  test("knows user names as well", async () => {
    create({ answer: { members: [boris], more: false } })
    expect(names(await mentions.find("countess"))).toEqual(["Boris"])
  })

  test("knows who has left since they spoke", async () => {
    create({ answer: { members: [boris], more: false } })
    expect(names(await mentions.find(""))).toEqual(["Boris"])
    create({ answer: { members: [boris], more: true } })
    expect(names(await mentions.find(""))).toEqual(["Bob", "Mira", "Boris"])
  })

  test("tells guests nothing where the list is hidden, and those who speak remain", async () => {
    create({ answer: { members: [], more: false, hidden: true } })
    expect(names(await mentions.find(""))).toEqual(["Bob", "Mira"])
  })

  test("is not asked again about longer names than nobody's", async () => {
    await mentions.find("xa")
    await mentions.find("xav")
    expect(api.members).toHaveBeenCalledTimes(1)
    const { rooms } = store.state
    store.dispatch({ type: "room.changed", room: { ...rooms[lobby.id], member_count: 3 } })
    await mentions.find("xav")
    expect(api.members).toHaveBeenCalledTimes(2)
  })

  test("is not asked in a direct conversation, whose people are known", async () => {
    const direct = room(9, { kind: "direct", name: "", people: [bob] })
    create({ rooms: [direct] })
    goTo(store, 9)
    expect(names(await mentions.find("b"))).toEqual(["Bob"])
    expect(api.members).not.toHaveBeenCalled()
  })

  test("is heard no more once the reader has gone to another room", async () => {
    create({ rooms: [room(9)], answer: { members: [boris], more: false } })
    const asked = mentions.find("")
    goTo(store, 9)
    expect(names(await asked)).toEqual([])
    expect(names(mentions.guess(""))).toEqual([])
  })
})

describe("what was written", () => {
  test("calls those who were chosen for a name, in their room alone", () => {
    mentions.choose(lobby.id, bob)
    expect(mentions.written(lobby.id, "@Bob, hello")).toEqual({
      content: "<@2>, hello",
      mentions: [{ id: 2, name: "Bob" }],
    })
    expect(mentions.written(9, "@Bob, hello").content).toBe("@Bob, hello")
  })

  test("calls whoever was chosen last for a name that two have had", () => {
    mentions.choose(lobby.id, bob)
    mentions.choose(lobby.id, { id: 12, name: "Bob" })
    expect(mentions.written(lobby.id, "@Bob").content).toBe("<@12>")
  })

  test("calls everybody only where I may", () => {
    const free = room(9, { me: { may: ["post", "mention_room"] } })
    create({ rooms: [free] })
    expect(mentions.written(9, "@room!").content).toBe("<@room>!")
    expect(mentions.written(lobby.id, "@room!").content).toBe("@room!")
    expect(mentions.written(null, "@room!").content).toBe("@room!")
  })
})
