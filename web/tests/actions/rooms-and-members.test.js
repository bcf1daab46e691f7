import { beforeEach, describe, expect, test, vi } from "vitest"
import { createMembers } from "../../src/actions/members.js"
import { createRoomDeeds } from "../../src/actions/room-deeds.js"
import * as world from "../support.js"

const { ada, bob, fakeApi, lobby, message, openSession, openStore, problem, room, settled } = world

let store
let api

beforeEach(() => {
  store = openStore()
  api = fakeApi({
    members: async () => ({ members: [ada, bob], more: false }),
    changeMember: async (_, id, change) => ({ ...bob, id, ...change }),
    removeMember: async () => null,
    makeRoom: async (fields) => room(20, fields),
    deleteRoom: async () => null,
    publicRooms: async () => ({ rooms: [{ id: 30, name: "Cycling" }], more: true }),
  })
})

describe("members", () => {
  const start = () => createMembers({ api, store, session: openSession, sleep: async () => {} })
  const ids = () => store.state.members.items.map(({ id }) => id)

  test("of another room are never shown as if they were in this one", async () => {
    const members = start()
    members.look(lobby.id)
    await settled()
    expect(ids()).toEqual([ada.id, bob.id])
    members.look(8)
    expect(ids()).toEqual([])
  })

  test("of the same room are not asked for from the beginning again", async () => {
    const members = start()
    members.look(lobby.id)
    members.look(lobby.id)
    await settled()
    expect(api.members).toHaveBeenCalledTimes(1)
  })

  test("of a room that was left behind are not heard any more", async () => {
    const members = start()
    let answer
    api.members.mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)))
    members.look(lobby.id)
    members.look(null)
    answer({ members: [ada], more: false })
    await settled()
    expect(ids()).toEqual([])
  })

  test("are asked for again when a notice says that somebody came or went", async () => {
    const members = start()
    members.look(lobby.id)
    await settled()
    members.hear([message(3)])
    await settled()
    expect(api.members).toHaveBeenCalledTimes(1)
    members.hear([message(4, { kind: "notice" }), message(5, { kind: "notice" })])
    await settled()
    expect(api.members).toHaveBeenCalledTimes(2)
  })

  describe("past the first page", () => {
    const crowd = Array.from({ length: 120 }, (_, n) => ({ id: 100 + n, name: `P ${n}` }))

    function pageOf(people, { after, limit }) {
      const start = people.findIndex(({ id }) => id === after) + 1
      const members = people.slice(start, start + limit)
      return { members, more: start + limit < people.length }
    }

    async function scrolled() {
      api.members.mockImplementation(async (_, question) => pageOf(crowd, question))
      const members = start()
      members.look(lobby.id)
      await settled()
      await members.loadMore()
      expect(ids()).toHaveLength(100)
      return members
    }

    test("are kept up to date as far as the reader has gone on", async () => {
      const members = await scrolled()
      const now = [{ id: 99, name: "A" }, ...crowd.slice(1)]
      api.members.mockImplementation(async (_, question) => pageOf(now, question))
      members.hear([message(4, { kind: "notice" })])
      await settled()
      expect(ids()).toEqual(now.slice(0, 100).map(({ id }) => id))
      expect(store.state.members.hasMore).toBe(true)
    })

    test("come once and all of them, though news come while more is asked for", async () => {
      const members = await scrolled()
      const now = [{ id: 99, name: "A" }, ...crowd]
      const answers = []
      api.members.mockImplementation(
        (_, question) =>
          new Promise((resolve) => answers.push(() => resolve(pageOf(now, question)))),
      )
      members.hear([message(4, { kind: "notice" })])
      await settled()
      members.loadMore()
      while (answers.length > 0) {
        answers.pop()()
        await settled()
      }
      expect(ids()).toEqual(now.map(({ id }) => id))
    })

    test("go on though the last one shown has left meanwhile", async () => {
      const members = await scrolled()
      const gone = crowd[99].id
      const now = crowd.filter(({ id }) => id !== gone)
      api.members.mockImplementation(async (_, question) =>
        question.after === gone ? { members: [], more: false } : pageOf(now, question),
      )
      await members.loadMore()
      expect(ids()).toEqual(now.map(({ id }) => id))
      expect(store.state.members.hasMore).toBe(false)
    })

    test("are asked for no more once nobody looks at them", async () => {
      const members = await scrolled()
      api.members.mockClear()
      members.hear([message(4, { kind: "notice" })])
      members.look(null)
      await settled()
      expect(api.members).not.toHaveBeenCalled()
    })
  })

  test("whose part changed are drawn with it; those taken out are gone", async () => {
    const members = start()
    members.look(lobby.id)
    await settled()
    await members.change(lobby.id, bob.id, { role: "moderator" })
    expect(store.state.members.items[1].role).toBe("moderator")
    await members.remove(lobby.id, bob.id)
    expect(ids()).toEqual([ada.id])
  })

  test("with a face in the head of a room grow old with a notice there", async () => {
    const members = start()
    await members.showFaces(lobby.id)
    expect(store.state.faces[lobby.id].isStale).toBe(false)
    members.hear([message(3, { room_id: 99, kind: "notice" })])
    expect(store.state.faces[lobby.id].isStale).toBe(false)
    members.hear([message(4, { kind: "notice" })])
    expect(store.state.faces[lobby.id].isStale).toBe(true)
  })

  test("one of them is found by name and number; nobody where there is no such one", async () => {
    expect(await start().find(lobby.id, bob)).toMatchObject({ id: bob.id })
    expect(await start().find(lobby.id, { id: 77, name: "Eve" })).toBeNull()
  })
})

describe("what one does with rooms", () => {
  const rooms = { changed: vi.fn() }
  const start = () => createRoomDeeds({ api, store, session: openSession, rooms })

  test("a room that was made is known at once", async () => {
    await start().make({ name: "New", kind: "private" })
    expect(rooms.changed).toHaveBeenCalledWith(expect.objectContaining({ id: 20, name: "New" }))
  })

  test("a room that was deleted is gone at once; a refusal keeps it", async () => {
    api.deleteRoom.mockRejectedValueOnce(problem("invalid", { status: 422 }))
    await expect(start().remove(lobby.id, "Lob")).rejects.toMatchObject({ status: 422 })
    expect(store.state.rooms[lobby.id]).toBeDefined()
    await start().remove(lobby.id, "Lobby")
    expect(store.state.rooms[lobby.id]).toBeUndefined()
  })

  test("public rooms come page by page, after the last one", async () => {
    const { publicRooms } = start()
    await publicRooms.load({ search: "c" })
    await publicRooms.loadMore()
    const asked = api.publicRooms.mock.calls.map(([question]) => question)
    expect(asked).toEqual([
      { search: "c", after: null, limit: 50 },
      { search: "c", after: 30, limit: 50 },
    ])
    expect(store.state.publicRooms.items).toHaveLength(2)
  })
})
