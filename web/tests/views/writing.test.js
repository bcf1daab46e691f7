import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { createClosedComposer } from "../../src/views/closed-composer.js"
import { createComposer } from "../../src/views/composer.js"
import * as world from "../support.js"

const { goTo, loadPage, lobby, openStore, part, room } = world
const OTHER = 8
let store

beforeEach(async () => {
  await loadPage()
})
afterEach(() => vi.useRealTimers())

describe("where one may only read", () => {
  const closed = () => part("composer-closed")
  const NOW = new Date("2026-11-22T12:00:00Z")
  let onOver

  function open(rest) {
    vi.useFakeTimers({ now: NOW })
    store = openStore([], { rooms: [room(OTHER, rest)] })
    onOver = vi.fn()
    const formats = createDateFormats("en", ["en-GB"])
    createClosedComposer({ element: part("composer"), store, formats, onOver }).start()
    expect(closed().hidden).toBe(true)
    goTo(store, OTHER)
  }

  test.each([
    [{ archived_at: "2026-11-01T00:00:00.000Z" }, /archived/],
    [{ posting: "owner", me: { may: ["leave"] } }, /Only owners write/],
    [{ posting: "moderator", me: { may: [] } }, /owners and moderators/],
    [{ me: { may: [] } }, /cannot write/],
  ])("%j says why in the composer's place", (rest, words) => {
    open(rest)
    expect(closed().textContent).toMatch(words)
    expect(part("composer-open").hidden).toBe(true)
    goTo(store, lobby.id)
    expect([closed().hidden, part("composer-open").hidden]).toEqual([true, false])
  })

  test("for a time, it opens when that is over", () => {
    open({ me: { muted_until: "2026-11-22T12:00:05.000Z" } })
    expect(closed().textContent).toMatch(/until 22 Nov 2026/)
    vi.advanceTimersByTime(5_500)
    expect(closed().hidden).toBe(true)
    expect(onOver).toHaveBeenCalled()
  })

  test("there is no composer where there is no room", () => {
    open({})
    store.dispatch({ type: "rooms.left", roomIds: [OTHER] })
    expect(part("composer").hidden).toBe(true)
  })
})

describe("drafts", () => {
  const field = () => part("composer-field")
  const type = (text) => {
    field().value = text
    field().dispatchEvent(new Event("input", { bubbles: true }))
  }

  function open(options) {
    const drafts = { [OTHER]: "for the other" }
    const keepsakes = {
      draft: (roomId) => drafts[roomId] ?? "",
      keepDraft: (roomId, text) => (drafts[roomId] = text),
    }
    store = options?.store ?? openStore([], { rooms: [room(OTHER)] })
    const mentions = { written: (_, content) => ({ content, mentions: [] }) }
    const actions = { keepsakes, mentions, outbox: { post: vi.fn(() => true) } }
    createComposer({ element: part("composer"), store, actions, onSent: vi.fn() }).start()
    return drafts
  }

  test("stay with their room", () => {
    const drafts = open()
    type("half a thou")
    goTo(store, OTHER)
    expect(field().value).toBe("for the other")
    expect(field().placeholder).toBe("Message Room 8")
    type("")
    goTo(store, lobby.id)
    expect(field().value).toBe("half a thou")
    expect(drafts).toEqual({ [lobby.id]: "half a thou", [OTHER]: "" })
  })

  test("typed before there was a room become the first one's", () => {
    open({ store: world.emptyStore() })
    type("early")
    store.dispatch({ type: "place.entered", roomId: OTHER })
    expect(field().value).toBe("early")
  })
})
