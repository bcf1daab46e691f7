import { describe, expect, test } from "vitest"
import { ABILITY } from "../../src/lib/desktop.js"
import * as notices from "../../src/store/notices.js"
import { isNotifying, isQuietAt } from "../../src/store/notifying.js"
import { ada, goTo, lobby, message, openStore, room } from "../support.js"

const OTHER = 8
const said = (id, rest) => message(id, { room_id: OTHER, ...rest })
const open = (me, rest) => openStore([], { rooms: [room(OTHER, { me, ...rest })] })
const newest = (list, { me, heardId = 0 } = {}) =>
  notices.newestNews(open(me).state, list, heardId).map(({ id }) => id)

describe("worth a notification", () => {
  test("is the newest text of others in each room", () => {
    expect(newest([said(1), message(2), said(3)])).toEqual([3, 2])
  })

  test("is nothing of one's own, no notice, and nothing that is gone", () => {
    const gone = said(3, { deleted_at: "2026-11-22T10:00:00.000Z" })
    expect(newest([said(1, { author: ada }), said(2, { kind: "notice" }), gone])).toEqual([])
  })

  test("is nothing that has only changed", () => {
    expect(newest([said(5), said(6)], { heardId: 5 })).toEqual([6])
  })

  test.each([
    ["all", [4]],
    ["mentions", [3]],
    ["nothing", []],
    ["hidden", []],
  ])("is by the level %s what it lets through", (level, ids) => {
    const list = [said(1), said(2, { mentions: [ada] }), said(3, { mentions_room: true }), said(4)]
    expect(newest(list, { me: { level } })).toEqual(ids)
  })

  test("may be the first word in a room that is not known yet", () => {
    expect(newest([message(1, { room_id: 99 })])).toEqual([1])
  })
})

describe("a notice", () => {
  const due = (store, id) => store.dispatch({ type: "notice.due", message: said(id) })
  const standing = (store) => notices.standingNotices(store.state).map(({ id }) => id)

  test("stands until its room is read", () => {
    const store = open({}, { newest_id: 5, unread: 1 })
    due(store, 5)
    expect(standing(store)).toEqual([5])
    store.dispatch({ type: "room.read", roomId: OTHER })
    expect(standing(store)).toEqual([])
  })

  test("stands until somebody looks at its room, however much of it is unread", () => {
    const store = open({}, { newest_id: 5, unread: 1 })
    due(store, 5)
    goTo(store, OTHER, [said(5)])
    expect(store.state.rooms[OTHER].unread).toBe(1)
    expect(standing(store)).toEqual([])
  })

  test("gives way to a newer one of its room, and to a level that is quieter", () => {
    const store = open({}, { newest_id: 6, unread: 2 })
    due(store, 5)
    due(store, 6)
    expect(standing(store)).toEqual([6])
    store.dispatch({ type: "room.changed", room: room(OTHER, { me: { level: "nothing" } }) })
    expect(standing(store)).toEqual([])
  })

  test("goes with its room, and when it is done", () => {
    const store = open({}, { newest_id: 5, unread: 1 })
    due(store, 5)
    store.dispatch({ type: "notice.done", roomId: OTHER })
    expect(standing(store)).toEqual([])
    due(store, 5)
    store.dispatch({ type: "rooms.left", roomIds: [OTHER] })
    expect(standing(store)).toEqual([])
  })
})

describe("the room that is looked at", () => {
  test("is the open one of a page that is seen and worked in", () => {
    const store = open()
    const attended = () => notices.attendedRoom(store.state)
    expect(attended()).toBe(lobby.id)
    store.dispatch({ type: "reader.focused", isFocused: false })
    expect(attended()).toBe(null)
    store.dispatch({ type: "reader.focused", isFocused: true })
    store.dispatch({ type: "reader.looked", isVisible: false })
    expect(attended()).toBe(null)
  })
})

describe("whether to notify", () => {
  const notifying = (rest) => ({ notifying: { ability: ABILITY.granted, isOn: true, ...rest } })

  test("takes the person's choice and the browser's permission", () => {
    expect(isNotifying(notifying())).toBe(true)
    expect(isNotifying(notifying({ isOn: false }))).toBe(false)
    expect(isNotifying(notifying({ ability: ABILITY.denied }))).toBe(false)
  })

  test("is no question in quiet hours, nor while they are not known", () => {
    const midnight = new Date(2026, 10, 22, 0, 30)
    expect(isQuietAt({ quiet: { from: "22:00", to: "07:00" } }, midnight)).toBe(true)
    expect(isQuietAt({ quiet: { from: null, to: null } }, midnight)).toBe(false)
    expect(isQuietAt({ quiet: null }, midnight)).toBe(true)
  })
})
