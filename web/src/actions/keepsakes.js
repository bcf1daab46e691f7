import { DELIVERY, ORDER } from "../store/state.js"
import { OUTBOX_LIMIT } from "./outbox.js"

const OUTBOX = "outbox"
const DRAFTS = "drafts"
const DRAFT_PEOPLE = "draft-people"
const WRITER = "writer"
const ROOM = "room"
const SIDEBAR = "sidebar"
const THEME = "theme"
const NOTIFYING = "notifying"
const TOLD = "told"
const MEMBER = "member"
const INVITATION = "invitation"
const LINK_USED_AT = "link-used-at"
const ELSEWHERE = "elsewhere"
const OF_THE_TAB = [OUTBOX, DRAFTS, DRAFT_PEOPLE, WRITER, INVITATION, LINK_USED_AT, ELSEWHERE]
const LINK_OPENS_MS = 60 * 60_000 // as long stands a one-time link in for the password
export const THEMES = ["light", "dark", "system"]

/**
 * What outlives a reload: unsent messages, drafts, an invitation and what was begun at another
 * service for this tab; for the browser the theme, the last room, the shape of the sidebar, what it
 * notifies of, and to which account it is signed in.
 */
export function createKeepsakes({ tab, browser, now = Date.now }) {
  return {
    ...createWords({ tab, browser }),
    ...createHabits(browser),
    ...createNotified(browser),
    ...createMembership({ tab, browser, now }),

    theme: () => THEMES.find((theme) => theme === browser.read(THEME)) ?? "system",
    keepTheme: (theme) =>
      theme === "system" ? browser.remove(THEME) : browser.write(THEME, theme),
  }
}

function createWords({ tab, browser }) {
  // What one member began in this tab is never put into another's mouth. What a guest began goes on
  // with the account that they make.
  const member = () => memberOf(browser)
  const isOwn = () => [null, member()].includes(tab.read(WRITER))

  function own() {
    if (!isOwn()) for (const key of [DRAFTS, DRAFT_PEOPLE]) tab.remove(key)
    if (member() !== null) tab.write(WRITER, member())
    else tab.remove(WRITER)
  }

  const byRoom = (key) => {
    const all = () => (isOwn() ? asObject(tab.read(key)) : {})
    return {
      all,
      keep(roomId, value) {
        own()
        const { [roomId]: _old, ...others } = all()
        const kept = value.length ? { ...others, [roomId]: value } : others
        return Object.keys(kept).length ? tab.write(key, kept) : tab.remove(key)
      },
    }
  }
  const drafts = byRoom(DRAFTS)
  const people = byRoom(DRAFT_PEOPLE)

  return {
    outbox: () => restoreOutbox(tab.read(OUTBOX, [])),
    keepOutbox: (outbox) => (outbox.length ? tab.write(OUTBOX, outbox) : tab.remove(OUTBOX)),

    draft: (roomId) => String(drafts.all()[roomId] ?? ""),
    keepDraft: (roomId, text) => {
      drafts.keep(roomId, text)
      if (text === "") people.keep(roomId, [])
    },

    /** Who was chosen for a name in a draft, for as long as there is one: `{ id, name }`. */
    draftPeople: (roomId) => people.all()[roomId] ?? [],
    keepDraftPeople: people.keep,

    /** Whether there are words that were written and not sent. */
    hasUnsent: () => {
      const isUnsent = (text) => String(text).trim() !== ""
      return tab.read(OUTBOX, []).length > 0 || Object.values(drafts.all()).some(isUnsent)
    },
  }
}

function createHabits(browser) {
  return {
    /** The room that was open last; null where none is remembered. */
    room: () => (browser.read(ROOM) > 0 ? browser.read(ROOM) : null),
    keepRoom: (roomId) => (roomId ? browser.write(ROOM, roomId) : browser.remove(ROOM)),

    /** `{ order, folded }` of the list of rooms, as far as they were ever chosen. */
    sidebar: () => {
      const { order, folded } = asObject(browser.read(SIDEBAR))
      return {
        ...(Object.values(ORDER).includes(order) && { order }),
        ...(Array.isArray(folded) && { folded }),
      }
    },
    keepSidebar: (shape) => browser.write(SIDEBAR, shape),
  }
}

function createNotified(browser) {
  const told = () => asObject(browser.read(TOLD))

  return {
    /** `{ isOn, hasSound }` of this browser. */
    notifying: () => {
      const { isOn, hasSound } = asObject(browser.read(NOTIFYING))
      return { isOn: isOn === true, hasSound: hasSound === true }
    },
    keepNotifying: (choice) => browser.write(NOTIFYING, choice),
    watchNotifying: (listener) => browser.watch(NOTIFYING, listener),

    // By time and not by id: after a restore ids are given again.
    /** Whether a tab of this browser has told of a message, or of a later one in its room. */
    isTold: ({ room_id: roomId, created_at: at }) => (told()[roomId] ?? "") >= at,
    keepTold: (message) => {
      const { room_id: roomId, created_at: at } = message
      if ((told()[roomId] ?? "") < at) browser.write(TOLD, { ...told(), [roomId]: at })
    },
  }
}

function createMembership({ tab, browser, now }) {
  /** Remember the id of the account that is signed in to; null for none. */
  const keepMember = (id) => (id === null ? browser.remove(MEMBER) : browser.write(MEMBER, id))

  return {
    /** Whether somebody signed in to an account here, and never signed out. */
    wasMember: () => browser.read(MEMBER) !== null,
    keepMember,

    /** Call back when somebody signs in, as somebody else too, or out in another tab. */
    watchMember: (listener) => browser.watch(MEMBER, listener),

    invitation: () => tab.read(INVITATION),
    keepInvitation: (token) => (token ? tab.write(INVITATION, token) : tab.remove(INVITATION)),

    /** What a sign-in at another service needs when it comes back from there; it is given once. */
    keepElsewhere: (begun) => tab.write(ELSEWHERE, begun),
    takeElsewhere: () => {
      const begun = tab.read(ELSEWHERE)
      tab.remove(ELSEWHERE)
      return begun
    },

    keepLinkUse: () => tab.write(LINK_USED_AT, now()),
    forgetLinkUse: () => tab.remove(LINK_USED_AT),
    isFreshByLink: () => now() - Number(tab.read(LINK_USED_AT, 0)) < LINK_OPENS_MS,

    /** Leave nothing behind for whoever uses this browser next. */
    forgetPerson: () => {
      keepMember(null)
      browser.remove(ROOM)
      browser.remove(TOLD)
      for (const key of OF_THE_TAB) tab.remove(key)
    },
  }
}

// An earlier version kept no id.
function memberOf(browser) {
  const id = browser.read(MEMBER)
  return Number.isInteger(id) ? id : null
}

// What was under way is sent again: the server knows it by its client id if it has it already.
function restoreOutbox(stored) {
  if (!Array.isArray(stored)) return []
  return stored.filter(isMessage).slice(0, OUTBOX_LIMIT).map(resumed)
}

function resumed(message) {
  if (message.status === DELIVERY.failed) return message
  return { ...message, status: DELIVERY.sending, retryAt: null }
}

function isMessage(value) {
  return (
    typeof value?.clientId === "string" && typeof value.content === "string" && value.roomId > 0
  )
}

function asObject(value) {
  return value !== null && typeof value === "object" ? value : {}
}
