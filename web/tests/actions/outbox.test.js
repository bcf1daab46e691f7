import { describe, expect, test, vi } from "vitest"
import { createKeepsakes } from "../../src/actions/keepsakes.js"
import { createOutbox, OUTBOX_LIMIT } from "../../src/actions/outbox.js"
import { DELIVERY } from "../../src/store/state.js"
import { ERROR } from "../../src/transport/api-error.js"
import * as world from "../support.js"

const { ada, lobby, message, problem, settled } = world

function create({ post, store = world.openStore() }) {
  let nextId = 100
  const accept = async ({ content, clientId }) =>
    message((nextId += 1), { author: ada, content, client_id: clientId })
  const api = world.fakeApi({ post: post ?? accept })
  const sleep = vi.fn(async () => {})
  const session = world.openSession
  return { api, store, sleep, outbox: createOutbox({ api, store, session, sleep, now: () => 0 }) }
}

const contents = (store) => store.state.history.messages.map(({ content }) => content)

describe("posting", () => {
  test("shows the message before the server has it", async () => {
    const { store, outbox } = create({ post: () => new Promise(() => {}) })
    expect(outbox.post("hello")).toBe(true)
    await settled()
    expect(store.state.outbox).toMatchObject([{ content: "hello", status: DELIVERY.sending }])
  })

  test("sends one after the other, in the order written", async () => {
    const waiting = []
    const post = vi.fn((sent) => new Promise((done) => waiting.push({ sent, done })))
    const { outbox } = create({ post })
    outbox.post("first")
    outbox.post("second")
    await settled()
    expect(post).toHaveBeenCalledTimes(1)
    const { sent, done } = waiting[0]
    done(message(1, { author: ada, content: sent.content, client_id: sent.clientId }))
    await settled()
    expect(post.mock.calls.map(([{ content }]) => content)).toEqual(["first", "second"])
  })

  test("takes nothing on before there is a room, or when too much is unsent", async () => {
    expect(create({ store: world.emptyStore() }).outbox.post("hello")).toBe(false)
    const { outbox } = create({ post: () => Promise.reject(problem(ERROR.unreachable)) })
    for (let count = 0; count < OUTBOX_LIMIT; count += 1) outbox.post(`message ${count}`)
    await settled()
    expect(outbox.post("one too many")).toBe(false)
  })
})

describe("a message that cannot be sent", () => {
  test("stays, with the reason, and does not hold up the next", async () => {
    const post = vi.fn(async ({ content, clientId }) => {
      if (content === "bad") throw problem("invalid", { detail: "Not this." })
      return message(1, { author: ada, content, client_id: clientId })
    })
    const { store, outbox } = create({ post })
    outbox.post("bad")
    outbox.post("good")
    await settled()
    expect(store.state.outbox).toMatchObject([
      { content: "bad", status: DELIVERY.failed, problem: { detail: "Not this." } },
    ])
    expect(contents(store)).toEqual(["good"])
  })

  test("is retried under the same client id, so it cannot arrive twice", async () => {
    const accepted = ({ clientId }) => message(1, { author: ada, client_id: clientId })
    const post = vi.fn().mockRejectedValueOnce(problem(ERROR.unreachable))
    post.mockImplementation(async (sent) => accepted(sent))
    const { store, outbox } = create({ post })
    outbox.post("hello")
    await settled()
    outbox.retry(store.state.outbox[0].clientId)
    await settled()
    expect(store.state.outbox).toEqual([])
    expect(post.mock.calls[0][0].clientId).toBe(post.mock.calls[1][0].clientId)
  })

  test("gets another client id when the first one belongs to somebody else", async () => {
    const post = vi.fn().mockRejectedValue(problem(ERROR.clientIdTaken))
    const { store, outbox } = create({ post })
    outbox.post("hello")
    await settled()
    outbox.retry(store.state.outbox[0].clientId)
    await settled()
    expect(post.mock.calls[0][0].clientId).not.toBe(post.mock.calls[1][0].clientId)
    expect(store.state.outbox).toHaveLength(1)
  })

  test("can be discarded", async () => {
    const { store, outbox } = create({ post: () => Promise.reject(problem("invalid")) })
    outbox.post("hello")
    await settled()
    outbox.discard(store.state.outbox[0].clientId)
    expect(store.state.outbox).toEqual([])
  })
})

describe("too many messages at once", () => {
  test("wait as long as the server asks, then go out in order", async () => {
    const post = vi.fn().mockRejectedValueOnce(problem(ERROR.tooFast, { retryAfterMs: 4000 }))
    post.mockImplementation(async ({ content, clientId }) =>
      message(content === "first" ? 1 : 2, { author: ada, content, client_id: clientId }),
    )
    const { store, sleep, outbox } = create({ post })
    let awake
    sleep.mockImplementation(() => new Promise((done) => (awake = done)))
    outbox.post("first")
    outbox.post("second")
    await settled()
    expect(sleep).toHaveBeenCalledWith(4000)
    expect(store.state.outbox[0]).toMatchObject({ status: DELIVERY.delayed, retryAt: 4000 })
    awake()
    await settled()
    expect(contents(store)).toEqual(["first", "second"])
  })
})

describe("words of somebody with an account", () => {
  const { member, owner } = world
  const write = (author) => {
    const store = world.openStore()
    world.enterAs(store, author)
    const { outbox } = create({ store, post: () => new Promise(() => {}) })
    outbox.post("mine")
    return store
  }

  test("wait when somebody else comes in, who may still send them", async () => {
    const store = write(member)
    world.enterAs(store, owner)
    expect(store.state.outbox).toMatchObject([
      { content: "mine", status: DELIVERY.failed, problem: { type: "written-by-another" } },
    ])
    const { api, outbox } = create({ store })
    await outbox.resume()
    expect(api.post).not.toHaveBeenCalled()
    outbox.retry(store.state.outbox[0].clientId)
    await settled()
    expect(api.post).toHaveBeenCalledTimes(1)
  })

  test("go on when the same person comes back", () => {
    const store = write(member)
    store.dispatch({ type: "session.entered", person: { ...member, name: "Mira K" } })
    expect(store.state.outbox).toMatchObject([{ status: DELIVERY.sending }])
  })

  test("of a guest go on as whoever the guest has become", () => {
    const store = write(ada)
    store.dispatch({ type: "session.entered", person: member })
    expect(store.state.outbox).toMatchObject([{ status: DELIVERY.sending }])
  })
})

describe("a reload", () => {
  function storage() {
    const kept = {}
    return {
      read: (key, fallback = null) => kept[key] ?? fallback,
      write: (key, value) => (kept[key] = structuredClone(value)),
      remove: (key) => delete kept[key],
    }
  }

  test("keeps unsent messages: what failed stays failed, the rest goes on", async () => {
    const keepsakes = createKeepsakes({ tab: storage(), browser: storage() })
    const base = { roomId: lobby.id, createdAt: "2026-11-22T09:00:00Z", problem: null, retryAt: 9 }
    keepsakes.keepOutbox([
      { ...base, clientId: "a", content: "failed", status: DELIVERY.failed },
      { ...base, clientId: "b", content: "delayed", status: DELIVERY.delayed },
    ])
    const store = world.openStore([], { outbox: keepsakes.outbox() })
    const { outbox, api } = create({ store })
    await outbox.resume()
    expect(api.post.mock.calls.map(([{ clientId }]) => clientId)).toEqual(["b"])
    expect(store.state.outbox).toMatchObject([{ clientId: "a", status: DELIVERY.failed }])
  })

  test("is not upset by what somebody else left in the storage", () => {
    const tab = storage()
    const keepsakes = createKeepsakes({ tab, browser: storage() })
    for (const rubbish of ["text", 7, [null, 1, { clientId: 2 }], {}]) {
      tab.write("outbox", rubbish)
      expect(keepsakes.outbox()).toEqual([])
    }
  })

  test("keeps a draft for each room, and the theme", () => {
    const keepsakes = createKeepsakes({ tab: storage(), browser: storage() })
    const kept = () => [keepsakes.draft(7), keepsakes.draft(8), keepsakes.theme()]
    expect(kept()).toEqual(["", "", "system"])
    keepsakes.keepDraft(7, "half a thou")
    keepsakes.keepDraft(8, "and another")
    keepsakes.keepTheme("dark")
    expect(kept()).toEqual(["half a thou", "and another", "dark"])
    keepsakes.keepDraft(7, "")
    keepsakes.keepTheme("system")
    expect(kept()).toEqual(["", "and another", "system"])
  })

  test("shows a member's draft to nobody but them, and a guest's to the account they make", () => {
    const keepsakes = createKeepsakes({ tab: storage(), browser: storage() })
    keepsakes.keepDraft(7, "by a guest")
    keepsakes.keepMember(3)
    expect(keepsakes.draft(7)).toBe("by a guest")
    keepsakes.keepDraft(7, "by Mira")
    keepsakes.keepDraft(8, "by Mira, too")
    keepsakes.keepMember(4)
    expect([keepsakes.draft(7), keepsakes.hasUnsent()]).toEqual(["", false])
    keepsakes.keepDraft(7, "by Olga")
    expect([keepsakes.draft(7), keepsakes.draft(8)]).toEqual(["by Olga", ""])
    keepsakes.keepMember(3)
    expect(keepsakes.draft(7)).toBe("")
  })

  test("keeps with a draft whom it calls, for as long as there is one", () => {
    const keepsakes = createKeepsakes({ tab: storage(), browser: storage() })
    const bob = { id: 2, name: "Bob" }
    keepsakes.keepDraft(7, "@Bob")
    keepsakes.keepDraftPeople(7, [bob])
    keepsakes.keepDraft(7, "@Bob, hello")
    expect([keepsakes.draftPeople(7), keepsakes.draftPeople(8)]).toEqual([[bob], []])
    keepsakes.keepDraft(7, "")
    expect(keepsakes.draftPeople(7)).toEqual([])
  })
})
