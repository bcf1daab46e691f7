import { beforeEach, describe, expect, test, vi } from "vitest"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createNotices } from "../../src/actions/notices.js"
import { createAttention } from "../../src/lib/attention.js"
import { ABILITY } from "../../src/lib/desktop.js"
import { withLock } from "../../src/lib/locks.js"
import { attendedRoom } from "../../src/store/notices.js"
import * as world from "../support.js"

const { goTo, message, openStore, room, settled } = world
const OTHER = 8
const said = (id, rest) => message(id, { room_id: OTHER, ...rest })
let memory
let locks

/** A tab of the browser, in the Lobby: what it hears, and what it would notify of. */
function openTab({ isOn = true, isQuiet = false, hasLocks = true } = {}) {
  const store = openStore([], { rooms: [room(OTHER)] })
  const change = { isOn, ability: ABILITY.granted }
  store.dispatch({ type: "notifying.changed", change })
  const attention = createAttention(hasLocks ? locks : null)
  store.watch(attendedRoom, attention.pay)
  const quietHours = { areNow: vi.fn(async () => isQuiet) }
  const actions = createNotices({
    store,
    attention,
    quietHours,
    keepsakes: createKeepsakes(memory),
    notifying: { look: vi.fn() },
    withLock: (name, task) => withLock(name, task, hasLocks ? locks : null),
  })
  store.watch((state) => state.rooms, actions.roomsChanged)
  async function hear(messages, { isLate = false } = {}) {
    const told = actions.hear(messages, store.state, { isLate })
    store.dispatch({ type: "feed.arrived", messages })
    await told
    await settled()
  }
  const told = () => Object.values(store.state.notices).map(({ id }) => id)
  return { store, hear, told, quietHours }
}

beforeEach(() => {
  memory = world.fakeMemory()
  locks = world.fakeLocks()
})

describe("a message in another room", () => {
  test("is told", async () => {
    const tab = openTab()
    await tab.hear([said(1)])
    expect(tab.told()).toEqual([1])
  })

  test("is not told to whoever did not choose to be notified", async () => {
    const tab = openTab({ isOn: false })
    await tab.hear([said(1)])
    expect(tab.told()).toEqual([])
    expect(tab.quietHours.areNow).not.toHaveBeenCalled()
  })

  test("is not told in quiet hours", async () => {
    const tab = openTab({ isQuiet: true })
    await tab.hear([said(1)])
    expect(tab.told()).toEqual([])
  })

  test("is not told when it was said while the page was away, and the next one is", async () => {
    const tab = openTab()
    await tab.hear([said(1), said(2)], { isLate: true })
    expect(tab.told()).toEqual([])
    await tab.hear([said(3)])
    expect(tab.told()).toEqual([3])
  })

  test("is not told later, when somebody changes what was said while the page was away", async () => {
    const tab = openTab()
    await tab.hear([said(1)], { isLate: true })
    await tab.hear([said(1, { revision: 9 })])
    expect(tab.told()).toEqual([])
  })

  test("is told where the rooms knew of it before the feed", async () => {
    const tab = openTab()
    tab.store.dispatch({
      type: "room.changed",
      room: room(OTHER, { newest_id: 1, unread: 1 }),
    })
    await tab.hear([said(1)])
    expect(tab.told()).toEqual([1])
  })

  test("is not told again when it changes", async () => {
    const tab = openTab()
    await tab.hear([said(1)])
    tab.store.dispatch({ type: "notice.done", roomId: OTHER })
    await tab.hear([said(1, { revision: 9, edited_at: "2026-11-22T10:00:00.000Z" })])
    expect(tab.told()).toEqual([])
  })

  test("is taken back when it is deleted", async () => {
    const tab = openTab()
    await tab.hear([said(1)])
    await tab.hear([said(1, { revision: 9, deleted_at: "2026-11-22T10:00:00.000Z" })])
    expect(tab.told()).toEqual([])
  })
})

test("the first word in a room is told as soon as the room is known", async () => {
  const tab = openTab()
  await tab.hear([message(5, { room_id: 30 })])
  expect(tab.told()).toEqual([])
  const direct = room(30, { kind: "direct", newest_id: 5, unread: 1 })
  tab.store.dispatch({ type: "room.changed", room: direct })
  await settled()
  expect(tab.told()).toEqual([5])
})

test("in the room that one looks at nothing is told, wherever one reads in it", async () => {
  const tab = openTab()
  goTo(tab.store, OTHER)
  tab.store.dispatch({ type: "reader.moved", isAtBottom: false })
  await tab.hear([said(1)])
  expect(tab.told()).toEqual([])
  tab.store.dispatch({ type: "reader.focused", isFocused: false })
  await tab.hear([said(2)])
  expect(tab.told()).toEqual([2])
})

describe("of two tabs", () => {
  test.each([true, false])("one tells what both hear (with locks: %s)", async (hasLocks) => {
    const tabs = [openTab({ hasLocks }), openTab({ hasLocks })]
    await Promise.all(tabs.map((tab) => tab.hear([said(1)])))
    expect(tabs.flatMap((tab) => tab.told())).toEqual([1])
  })

  test("one waits while the other claims", async () => {
    const tab = openTab()
    let release
    locks.request("parley.notices", () => new Promise((resolve) => (release = resolve)))
    await tab.hear([said(1)])
    expect(tab.told()).toEqual([])
    release()
    await settled()
    expect(tab.told()).toEqual([1])
  })

  test("neither tells of a room that one of them shows", async () => {
    const [one, other] = [openTab(), openTab()]
    goTo(other.store, OTHER)
    await settled()
    await one.hear([said(1)])
    expect(one.told()).toEqual([])
  })

  test("neither tells what was read in one of them a moment ago", async () => {
    const [one, other] = [openTab(), openTab()]
    goTo(other.store, OTHER)
    await other.hear([said(1)])
    goTo(other.store, world.lobby.id)
    await one.hear([said(1)])
    expect(one.told()).toEqual([])
  })
})

test("after a restore, which gives ids again, new messages are told", async () => {
  const tab = openTab()
  await tab.hear([said(50)])
  tab.store.dispatch({ type: "notice.done", roomId: OTHER })
  tab.store.dispatch({ type: "feed.reset" })
  tab.store.dispatch({ type: "rooms.left", roomIds: [OTHER] })
  tab.store.dispatch({ type: "rooms.arrived", rooms: [world.lobby, room(OTHER)], reads: 0 })
  await tab.hear([said(2, { created_at: "2026-11-23T09:00:00.000Z" })])
  expect(tab.told()).toEqual([2])
})
