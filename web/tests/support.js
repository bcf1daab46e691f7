// The cast, and the smallest world they need.
import { readFileSync } from "node:fs"
import { vi } from "vitest"
import { reducers } from "../src/store/reducers.js"
import { createInitialState, PLACE } from "../src/store/state.js"
import { createStore } from "../src/store/store.js"
import { ApiError } from "../src/transport/api-error.js"

export const ada = { id: 1, name: "Ada", role: "guest", is_guest: true }
export const bob = { id: 2, name: "Bob", role: "guest", is_guest: true }
export const member = {
  id: 3,
  name: "Mira",
  username: "mira",
  role: "member",
  is_guest: false,
  has_password: true,
}
export const owner = { ...member, id: 4, name: "Olga", username: "olga", role: "owner" }
export const joining = {
  sign_up: "open",
  guests: true,
  members_visible_to_guests: true,
  has_owner: true,
}

/** A room as the server gives it to somebody who is in it. */
export function room(id, { me = {}, ...rest } = {}) {
  return {
    id,
    kind: "public",
    name: `Room ${id}`,
    topic: "",
    description: "",
    icon: "",
    posting: "member",
    is_default: false,
    is_open_to_guests: false,
    archived_at: null,
    created_at: "2026-11-20T09:00:00.000Z",
    member_count: 2,
    people: [],
    newest_id: 0,
    read_id: 0,
    unread: 0,
    mentions: 0,
    me: { ...mine, ...me },
    ...rest,
  }
}

const mine = {
  role: "member",
  level: "all",
  is_favourite: false,
  muted_until: null,
  may: ["post", "leave"],
}
export const lobby = room(7, { name: "Lobby", is_default: true })

/** A message as the server sends it; ids and revisions are the same unless told otherwise. */
export function message(id, { author = bob, ...rest } = {}) {
  return {
    id,
    room_id: lobby.id,
    revision: id,
    kind: "text",
    author: { id: author.id, name: author.name },
    content: `message ${id}`,
    mentions: [],
    mentions_room: false,
    client_id: `client-${id}`,
    created_at: new Date(Date.UTC(2026, 10, 22, 9, 0, id)).toISOString(),
    edited_at: null,
    deleted_at: null,
    ...rest,
  }
}

/** The messages from one id to another. */
export function messages(from, to, rest) {
  return Array.from({ length: to - from + 1 }, (_, index) => message(from + index, rest))
}

export function page(list, { more = false, cursor = "00000000000000aa-1" } = {}) {
  return { messages: list, cursor, more, reset: false, left: [] }
}

export function news(list, rest = {}) {
  const answer = { messages: list, cursor: "00000000000000aa-2", more: false, reset: false }
  return { ...answer, left: [], ...rest }
}

/** A store in which Ada sits in the Lobby, or another room, and has its newest page. */
export function openStore(list = [], { more = false, rooms = [], at = lobby, ...options } = {}) {
  const store = createStore(reducers, createInitialState({ roomId: at.id, ...options }))
  const newest_id = list.at(-1)?.id ?? 0
  const own = { ...lobby, newest_id, read_id: newest_id }
  store.dispatch({ type: "session.entered", person: ada })
  store.dispatch({ type: "rooms.arrived", rooms: [own, ...rooms], reads: 0 })
  store.dispatch({ type: "history.opened", roomId: at.id, page: page(list, { more }) })
  return store
}

/** Somebody else is signed in now, and the Lobby is opened in their name. */
export function enterAs(store, person) {
  store.dispatch({ type: "session.entered", person })
  store.dispatch({ type: "rooms.arrived", rooms: [lobby], reads: 0 })
  store.dispatch({ type: "history.opened", roomId: lobby.id, page: page([]) })
}

/** Go to another room whose newest page comes at once. */
export function goTo(store, roomId, list = [], { more = false } = {}) {
  store.dispatch({ type: "place.entered", roomId })
  if (store.state.place.stage === PLACE.room) return
  store.dispatch({ type: "history.opened", roomId, page: page(list, { more }) })
}

export function emptyStore(options) {
  return createStore(reducers, createInitialState(options))
}

export const ids = (store) => store.state.history.messages.map(({ id }) => id)

export function problem(type, rest = {}) {
  return new ApiError({ type, ...rest })
}

/** An API whose calls are all spies that succeed with what is given. */
export function fakeApi(answers = {}) {
  const chat = ["session", "becomeGuest", "rename", "rooms", "room", "page", "feed", "post"]
  const more = ["joining", "signOut", "join", "leaveRoom", "markRead", "markUnread", "markAllRead"]
  const names = new Set([...chat, ...more, ...Object.keys(answers)])
  const given = { joining: async () => joining, signOut: async () => null, ...answers }
  return Object.fromEntries([...names].map((name) => [name, vi.fn(given[name])]))
}

/** The browser's memory: `tab` and `browser` as storages that can be looked into. */
export function fakeMemory(entries = {}) {
  const kept = new Map(Object.entries(entries))
  const storage = {
    read: (key, fallback = null) => kept.get(key) ?? fallback,
    write: (key, value) => kept.set(key, value),
    remove: (key) => kept.delete(key),
  }
  return { kept, tab: storage, browser: storage }
}

/** The Web Locks of a browser, for all its tabs. */
export function fakeLocks() {
  const held = []
  const queues = new Map()

  async function run(name, task) {
    const lock = { name }
    held.push(lock)
    try {
      return await task(lock)
    } finally {
      held.splice(held.indexOf(lock), 1)
    }
  }

  return {
    query: async () => ({ held: [...held] }),
    request(name, ...given) {
      const task = given.at(-1)
      if (given[0].mode === "shared") return run(name, task)
      const turn = (queues.get(name) ?? Promise.resolve()).then(() => run(name, task))
      queues.set(name, turn)
      return turn
    },
  }
}

/** Leaves no page; who waits for it waits for good, as in a browser. */
export const fakeLeave = () => vi.fn(() => new Promise(() => {}))

/** A session whose calls need no signing in. */
export const openSession = { signedIn: (call) => call(), enter: async () => {} }

/** Let everything that is already decided happen. */
export async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
}

/** Put a real page into the test's document, words filled in. */
export async function loadPage(file = "index.html") {
  const html = readFileSync(file, "utf8")
  document.body.innerHTML = /<body[^>]*>([\s\S]*)<\/body>/.exec(html)[1]
  const { fillPage } = await import("../src/views/words.js")
  fillPage()
  Element.prototype.scrollIntoView ??= () => {} // jsdom has no layout
}

export const part = (name) => document.querySelector(`[data-${name}]`)

/** Words as they appear, without the template's line breaks. */
export const words = (element) => element.textContent.replace(/\s+/g, " ").trim()

/** jsdom has dialogs that cannot be opened. */
export function stubDialogs() {
  Object.assign(HTMLDialogElement.prototype, {
    showModal() {
      this.open = true
    },
    close(value) {
      if (value !== undefined) this.returnValue = value
      this.open = false
      this.dispatchEvent(new Event("close"))
    },
  })
}

/** Give an element the size that a layout would: jsdom has none. */
export function measure(element, sizes) {
  for (const [name, value] of Object.entries(sizes)) {
    Object.defineProperty(element, name, { configurable: true, writable: true, value })
  }
}

export function press(element, key, rest = {}) {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...rest })
  element.dispatchEvent(event)
  return event
}

/** Click, and tell whether the page took the click from the browser, which here goes nowhere. */
export function isTaken(element, rest = {}) {
  let taken = false
  const look = (event) => {
    taken = event.defaultPrevented
    event.preventDefault()
  }
  document.addEventListener("click", look, { once: true })
  element.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, ...rest }))
  return taken
}
