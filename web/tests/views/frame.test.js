import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { createBanners } from "../../src/views/banners.js"
import { createDrawer } from "../../src/views/drawer.js"
import { createPresence } from "../../src/views/presence.js"
import { createRoomHead } from "../../src/views/room-head.js"
import { createRoomList } from "../../src/views/room-list.js"
import { createStage } from "../../src/views/stage.js"
import { createThemeSwitch } from "../../src/views/theme-switch.js"
import * as world from "../support.js"

const { bob, emptyStore, lobby, loadPage, message, openStore, part, press, problem, words } = world

beforeEach(async () => {
  await loadPage()
  vi.useFakeTimers({ now: 0 })
})
afterEach(() => vi.useRealTimers())

const fail = (store, type = "unreachable", waitMs = 4000) =>
  store.dispatch({
    type: "connection.failed",
    problem: problem(type).toProblem(),
    waitMs,
    retryAt: Date.now() + waitMs,
  })

describe("the offline banner", () => {
  let store
  let onTryNow
  let onLack
  const banner = () => part("offline-banner")

  beforeEach(() => {
    store = openStore([message(1)])
    onTryNow = vi.fn()
    const element = part("main")
    onLack = vi.fn()
    const given = { onTryNow, onNotice: vi.fn(), onLack, isOnline: () => true }
    createBanners({ element, store, ...given }).start()
  })

  test("appears, counts down, and goes by itself", () => {
    expect(banner().hidden).toBe(true)
    fail(store)
    expect(banner().hidden).toBe(false)
    expect(words(banner())).toContain("Parley cannot be reached.")
    expect(words(part("banner-count"))).toBe("Trying again in 4 s.")
    vi.advanceTimersByTime(2000)
    expect(words(part("banner-count"))).toBe("Trying again in 2 s.")
    store.dispatch({ type: "connection.restored" })
    expect(banner().hidden).toBe(true)
  })

  test("tries at once when asked, and shows that it does", () => {
    fail(store)
    banner().querySelector("[data-try-now]").click()
    expect(onTryNow).toHaveBeenCalled()
    store.dispatch({ type: "connection.tried" })
    expect(words(part("banner-count"))).toBe("Trying…")
    expect(banner().hidden).toBe(false)
  })

  test("tells that the message of a link is not there, until that was seen", () => {
    store.dispatch({ type: "place.messageMissing", roomId: lobby.id })
    expect(part("lack-banner").hidden).toBe(false)
    part("dismiss-lack").click()
    expect(onLack).toHaveBeenCalled()
    store.dispatch({ type: "place.lackNoticed" })
    expect(part("lack-banner").hidden).toBe(true)
  })

  test("tells a reader who became another guest", () => {
    store.dispatch({ type: "session.entered", person: bob })
    expect(part("identity-banner").hidden).toBe(false)
    expect(words(part("identity-banner"))).toContain("You are now Bob.")
  })
})

describe("the stage", () => {
  const scene = () => part("stage").dataset.scene

  function start(store, onTryNow = vi.fn()) {
    createStage({ element: part("stage"), store, actions: {}, onTryNow }).start()
    return onTryNow
  }

  test("shows the opening first, and gets out of the way", () => {
    const store = emptyStore({ roomId: lobby.id })
    start(store)
    expect(scene()).toBe("opening")
    store.dispatch({ type: "rooms.arrived", rooms: [lobby], reads: 0 })
    store.dispatch({ type: "history.opened", roomId: lobby.id, page: world.page([message(1)]) })
    expect(part("stage").hidden).toBe(true)
  })

  test("offers another attempt when the server is down at first", () => {
    const store = emptyStore()
    const onTryNow = start(store)
    fail(store)
    expect(scene()).toBe("trouble")
    expect(words(part("trouble-title"))).toBe("Parley cannot be reached.")
    part("stage").querySelector("[data-try-now]").click()
    expect(onTryNow).toHaveBeenCalled()
  })

  test("says that many arrive, and how long to wait", () => {
    const store = emptyStore()
    start(store)
    fail(store, "too-fast", 20_000)
    expect(words(part("trouble-title"))).toBe("Many people are arriving at once.")
    expect(words(part("trouble-count"))).toBe("Trying again in 20 s.")
  })

  test("welcomes to an empty room until somebody speaks", () => {
    const store = openStore([])
    start(store)
    expect(words(part("empty-title"))).toBe("Lobby is quiet so far")
    store.dispatch({ type: "feed.arrived", messages: [message(1)] })
    expect(part("stage").hidden).toBe(true)
  })

  test("waits for the rooms of whoever became another guest in an empty one", () => {
    const store = openStore([])
    start(store)
    store.dispatch({ type: "session.entered", person: bob })
    expect(part("stage").hidden).toBe(true)
    store.dispatch({ type: "rooms.arrived", rooms: [lobby], reads: 0 })
    expect(words(part("empty-title"))).toBe("Lobby is quiet so far")
  })
})

describe("the drawer", () => {
  const roomActions = { places: { open: vi.fn() } }
  const open = () => part("open-sidebar").click()

  function start(matches) {
    const media = () => ({ matches, addEventListener() {} })
    createDrawer({ element: part("app"), media }).start()
  }

  test("keeps the closed sidebar out of reach on a phone", () => {
    start(true)
    expect(part("sidebar").inert).toBe(true)
    open()
    expect([part("sidebar").inert, part("main").inert]).toEqual([false, true])
    expect(part("open-sidebar").getAttribute("aria-expanded")).toBe("true")
  })

  test.each(["Escape", "scrim", "close-sidebar", "room-link"])("closes by %s", (way) => {
    start(true)
    createRoomList({ element: part("rooms"), store: openStore(), actions: roomActions }).start()
    open()
    if (way === "Escape") press(part("close-sidebar"), "Escape")
    else part(way).click()
    expect(part("sidebar").inert).toBe(true)
    expect(document.activeElement).toBe(part("open-sidebar"))
  })

  test("takes no other key from anybody", () => {
    start(true)
    for (const key of ["Enter", "a", "Tab", "ArrowUp"]) {
      expect(press(part("composer-field"), key).defaultPrevented).toBe(false)
    }
  })

  test("is simply there on a wide screen", () => {
    start(false)
    expect(part("sidebar").inert).toBe(false)
  })
})

describe("the theme", () => {
  const root = document.documentElement
  const system = new EventTarget()
  const choose = (theme) => document.querySelector(`[name=theme][value=${theme}]`).click()

  test("follows the system until one is chosen, and remembers the choice", () => {
    const keepsakes = { theme: () => "system", keepTheme: vi.fn() }
    createThemeSwitch({ element: part("theme-switch"), keepsakes, system }).start()
    expect(root.dataset.theme).toBeUndefined()
    choose("dark")
    expect(root.dataset.theme).toBe("dark")
    expect(keepsakes.keepTheme).toHaveBeenLastCalledWith("dark")
    choose("system")
    expect(root.dataset.theme).toBeUndefined()
  })

  test("shows the remembered choice", () => {
    const keepsakes = { theme: () => "light", keepTheme: vi.fn() }
    createThemeSwitch({ element: part("theme-switch"), keepsakes, system }).start()
    expect(document.querySelector("[name=theme]:checked").value).toBe("light")
  })
})

test("the room's name stands in the header, once it is known", () => {
  const store = emptyStore({ roomId: lobby.id })
  createRoomHead({ element: part("head"), store }).start()
  expect(words(document.querySelector("h1"))).toBe("Parley")
  store.dispatch({ type: "rooms.arrived", rooms: [{ ...lobby, name: "<i>Lobby" }], reads: 0 })
  expect(document.querySelector("h1").textContent).toBe("<i>Lobby")
})

test("coming back to the page, to its window and to the network are told apart", () => {
  const onLook = vi.fn()
  const onFocus = vi.fn()
  const onNetwork = vi.fn()
  createPresence({ onLook, onFocus, onNetwork }).start()
  expect(onLook).toHaveBeenLastCalledWith(true)
  window.dispatchEvent(new Event("online"))
  expect(onNetwork).toHaveBeenCalledTimes(1)
  vi.spyOn(document, "hasFocus").mockReturnValue(true)
  window.dispatchEvent(new Event("focus"))
  expect(onFocus).toHaveBeenLastCalledWith(true)
})
