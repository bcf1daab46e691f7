import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { createConversation } from "../../src/views/conversation.js"
import * as world from "../support.js"

const { ada, bob, loadPage, lobby, measure, message, messages, openStore, part, words } = world
const NOW = new Date(2026, 10, 22, 12, 0)
let store
let actions
let scroller

async function open(list, options) {
  await loadPage()
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe() {}
      disconnect() {}
    },
  )
  scroller = part("conversation")
  measure(scroller, { clientHeight: 500, scrollHeight: 5000, scrollTop: 4500 })
  store = openStore(list, options)
  actions = {
    history: { loadOlder: vi.fn(), loadNewer: vi.fn(), returnToNewest: vi.fn() },
    outbox: { retry: vi.fn(), discard: vi.fn() },
    reading: { moved: (isAtBottom) => store.dispatch({ type: "reader.moved", isAtBottom }) },
  }
  const formats = createDateFormats("en", ["en-GB"])
  const view = createConversation({ element: scroller, store, actions, formats, now: () => NOW })
  view.start()
  return view
}

const arrive = (...list) => store.dispatch({ type: "feed.arrived", messages: list })
const rows = () => [...document.querySelectorAll(".message")]
const scrollTo = (top) => {
  scroller.scrollTop = top
  scroller.dispatchEvent(new Event("scroll"))
}
const queue = () => {
  const pending = {
    clientId: "c-1",
    roomId: lobby.id,
    content: "mine",
    createdAt: NOW.toISOString(),
  }
  store.dispatch({ type: "message.queued", message: pending })
}

describe("anyone's words", () => {
  const HOSTILE = '<img src=x onerror="window.hacked = true"><script>hacked = true</script> & <b>'

  test("stay text, in messages, names and notices", async () => {
    const author = { ...bob, name: HOSTILE }
    await open([
      message(1, { author, content: HOSTILE }),
      message(2, { author, kind: "notice", content: HOSTILE }),
    ])
    expect(rows()[0].querySelector("[data-body]").textContent).toBe(HOSTILE)
    expect(rows()[0].querySelector("[data-author]").textContent).toBe(HOSTILE)
    expect(document.querySelector(".notice__text").textContent).toBe(HOSTILE)
    expect(part("messages").querySelectorAll("img, script, b")).toHaveLength(0)
  })

  test("become links only where they are addresses, which give nothing away", async () => {
    await open([
      message(1, { content: 'see https://example.org/"onclick="x and javascript:alert(1)' }),
    ])
    const links = rows()[0].querySelectorAll("a")
    expect(links).toHaveLength(1)
    expect(links[0].getAttribute("rel")).toBe("noopener noreferrer nofollow")
    expect(links[0].getAttribute("onclick")).toBeNull()
  })
})

describe("whoever is called", () => {
  const body = (index = 0) => rows()[index].querySelector("[data-body]")
  const chips = (index) => [...body(index).querySelectorAll(".mention")].map(words)

  test("stands there by name, and I am marked", async () => {
    const mentions = [ada, { id: 5, name: "Yui" }]
    await open([message(1, { content: "<@5> and <@1>, <@9>: <@room>", mentions })])
    expect(words(body())).toBe("@Yui and @Ada, <@9>: <@room>")
    expect(chips()).toEqual(["@Yui", "@Ada"])
    expect([...body().querySelectorAll(".mention--me")].map(words)).toEqual(["@Ada"])
  })

  test("may be everybody, myself included", async () => {
    const called = { content: "<@room>!", mentions_room: true }
    await open([message(1, called), message(2, { ...called, author: ada })])
    expect(chips()).toEqual(["@room"])
    expect(body(0).querySelectorAll(".mention--me")).toHaveLength(1)
    expect(body(1).querySelectorAll(".mention--me")).toHaveLength(0)
  })

  test("has the new name at once", async () => {
    await open([message(1, { author: ada, content: "<@2>?", mentions: [bob] })])
    arrive(message(2, { author: { ...bob, name: "Robert" }, kind: "notice", content: "is now" }))
    expect(chips()).toEqual(["@Robert"])
  })

  test("is nothing but text, whatever the name holds", async () => {
    const mentions = [{ id: 5, name: "<img src=x>" }]
    await open([message(1, { content: "<@5>", mentions })])
    expect(words(body())).toBe("@<img src=x>")
    expect(body().querySelector("img")).toBeNull()
  })

  test("is named in a notice without being called", async () => {
    const mentions = [ada, bob]
    await open([message(1, { kind: "notice", content: "<@1> added <@2>", mentions })])
    expect(words(document.querySelector(".notice__text"))).toBe("Ada added Bob")
  })

  test("is known before the server has answered", async () => {
    await open([])
    const pending = { clientId: "c", roomId: lobby.id, content: "<@2>!", mentions: [bob] }
    store.dispatch({
      type: "message.queued",
      message: { ...pending, createdAt: NOW.toISOString() },
    })
    expect(chips()).toEqual(["@Bob"])
  })
})

describe("a message", () => {
  beforeEach(() => open([message(1), message(2, { author: ada })]))

  test("stands on the side of who wrote it", () => {
    expect(rows().map(({ className }) => /message--(sent|received)/.exec(className)[1])).toEqual([
      "received",
      "sent",
    ])
  })

  test("has its time in full on hovering", () => {
    const time = rows()[0].querySelector("time")
    expect(time.getAttribute("datetime")).toBe(message(1).created_at)
    expect(time.title).toContain("2026")
  })

  test("that was edited says so, and one that was deleted says only that", () => {
    arrive(message(1, { revision: 9, content: "better", edited_at: "2026-11-22T10:00:00Z" }))
    expect(words(rows()[0].querySelector("[data-body]"))).toBe("better")
    expect(rows()[0].querySelector("[data-edited]").hidden).toBe(false)
    arrive(message(1, { revision: 10, content: "", deleted_at: "2026-11-22T10:00:00Z" }))
    expect(words(rows()[0].querySelector("[data-body]"))).toBe("Message deleted")
    expect(rows()[0].querySelector("[data-edited]").hidden).toBe(true)
  })

  test("shows the author's new name when a notice brings it", () => {
    arrive(message(3, { author: { ...bob, name: "Robert" }, kind: "notice", content: "is now" }))
    expect(words(rows()[0].querySelector("[data-author]"))).toBe("Robert")
  })

  test("keeps its element when others arrive around it", () => {
    const [first] = rows()
    arrive(message(3))
    expect(rows()[0]).toBe(first)
  })
})

describe("a message of one's own", () => {
  test("keeps its element from the first showing to the acknowledgement", async () => {
    await open([message(1)])
    queue()
    const [, mine] = rows()
    expect(mine.dataset.delivery).toBe("sending")
    arrive(message(2, { author: ada, client_id: "c-1" }))
    expect(rows()[1]).toBe(mine)
    expect(mine.dataset).toMatchObject({ delivery: "sent", messageId: "2" })
  })

  test("that failed says why, and offers to retry or discard", async () => {
    await open([])
    queue()
    const problem = { type: "invalid", detail: "Too rude." }
    store.dispatch({ type: "message.failed", clientId: "c-1", problem })
    expect(words(rows()[0].querySelector("[data-reason]"))).toBe("Not sent. Too rude.")
    rows()[0].querySelector("[data-retry]").click()
    rows()[0].querySelector("[data-discard]").click()
    expect(actions.outbox.retry).toHaveBeenCalledWith("c-1")
    expect(actions.outbox.discard).toHaveBeenCalledWith("c-1")
  })
})

describe("the reader's place", () => {
  test("follows the newest message at the bottom", async () => {
    await open(messages(1, 20))
    scroller.scrollTop = 4500
    arrive(message(21))
    expect(scroller.scrollTop).toBe(5000)
    expect(part("pill").hidden).toBe(true)
  })

  test("is left alone further up, where a pill counts what came", async () => {
    await open(messages(1, 20))
    scrollTo(2000)
    arrive(message(21))
    arrive(message(22), message(23, { author: ada }))
    expect(scroller.scrollTop).toBe(2000)
    expect(words(part("pill"))).toBe("2 new messages")
    part("pill").click()
    expect(scroller.scrollTop).toBe(5000)
    expect(part("pill").hidden).toBe(true)
  })

  test("near the top brings older messages, once the beginning is not loaded", async () => {
    await open(messages(1, 20), { more: true })
    expect(actions.history.loadOlder).not.toHaveBeenCalled()
    scrollTo(100)
    expect(actions.history.loadOlder).toHaveBeenCalled()
  })

  test("at the beginning says so and asks for nothing", async () => {
    await open(messages(1, 20))
    scrollTo(0)
    expect(actions.history.loadOlder).not.toHaveBeenCalled()
    expect(words(document.querySelector('[data-edge="older"]'))).toBe(
      "This is the beginning of Lobby.",
    )
  })

  test("offers to try again when older messages fail to come", async () => {
    await open(messages(1, 20), { more: true })
    store.dispatch({ type: "history.olderFailed", roomId: lobby.id })
    document.querySelector("[data-edge-retry]").click()
    expect(actions.history.loadOlder).toHaveBeenCalledTimes(1)
  })

  test("is the newest page again by the pill, when that is not loaded", async () => {
    await open(messages(1, 20))
    scrollTo(2000)
    arrive(...messages(21, 560))
    part("pill").click()
    expect(actions.history.returnToNewest).toHaveBeenCalled()
  })
})

describe("a screen reader", () => {
  test("hears what arrives at the end but not a page of the past", async () => {
    await open(messages(51, 60), { more: true })
    arrive(message(61))
    expect(part("messages").getAttribute("aria-live")).toBe("polite")
    const older = world.page(messages(41, 50), { more: true })
    store.dispatch({ type: "history.olderArrived", roomId: lobby.id, page: older, beforeId: 51 })
    expect(part("messages").getAttribute("aria-live")).toBe("off")
  })
})
