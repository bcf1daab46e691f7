import { plain } from "../lib/names.js"
import { roomName } from "./selectors.js"
import { LEVEL, ORDER } from "./state.js"

const collator = new Intl.Collator(undefined, { sensitivity: "base", numeric: true })

export const SECTION = {
  favourites: "favourites",
  rooms: "rooms",
  people: "people",
  archived: "archived",
}

export const sidebarReducers = {
  "sidebar.ordered": (state, { order }) => withSidebar(state, { order }),
  "sidebar.filtered": (state, { filter }) => withSidebar(state, { filter }),
  "sidebar.folded": (state, { section, isFolded }) => {
    const others = state.sidebar.folded.filter((each) => each !== section)
    return withSidebar(state, { folded: isFolded ? [...others, section] : others })
  },
}

/**
 * The sections of the sidebar that have anything in them: `{ key, isFolded, rooms }`. While one
 * filters, every match is shown, folded or not.
 */
export function sidebarSections(state) {
  const { folded, filter } = state.sidebar
  const isFiltered = filter.trim() !== ""
  const shown = listedRooms(state).filter((room) => !isFiltered || matches(state, room, filter))
  return Object.values(SECTION)
    .map((key) => ({
      key,
      isFolded: !isFiltered && folded.includes(key),
      rooms: shown.filter((room) => sectionOf(room) === key),
    }))
    .filter(({ rooms }) => rooms.length > 0)
}

/** The rooms in the order of the sidebar, from top to bottom. */
export function roomsInOrder(state) {
  const all = listedRooms(state)
  return Object.values(SECTION).flatMap((key) => all.filter((room) => sectionOf(room) === key))
}

/** What of a room's counts its notification level lets through. */
export function shownCounts(room) {
  const { unread, mentions, me } = room
  if (isQuiet(room)) return { unread: 0, mentions: 0 }
  return { unread: me.level === LEVEL.all ? unread : 0, mentions }
}

/** How often I am meant in what I have not read, in rooms that may say so. */
export function mentionsInAll({ rooms }) {
  return Object.values(rooms).reduce((sum, room) => sum + shownCounts(room).mentions, 0)
}

/** Whether a room keeps to itself what is said in it. */
export function isQuiet({ me, mentions }) {
  return me.level === LEVEL.nothing || (me.level === LEVEL.hidden && mentions === 0)
}

function listedRooms(state) {
  const compare = state.sidebar.order === ORDER.activity ? byActivity : byName(state)
  return Object.values(state.rooms)
    .filter((room) => isListed(state, room))
    .sort(compare)
}

// A hidden room comes forth when somebody calls me there, and while I am in it.
function isListed({ place }, { id, me, mentions }) {
  return me.level !== LEVEL.hidden || mentions > 0 || place.roomId === id
}

function sectionOf({ archived_at: archivedAt, me, kind }) {
  if (archivedAt) return SECTION.archived
  if (me.is_favourite) return SECTION.favourites
  return kind === "direct" ? SECTION.people : SECTION.rooms
}

function byActivity(one, other) {
  return other.newest_id - one.newest_id || one.id - other.id
}

function byName(state) {
  return (one, other) =>
    collator.compare(roomName(state, one), roomName(state, other)) || one.id - other.id
}

function matches(state, room, filter) {
  return plain(roomName(state, room)).includes(plain(filter.trim()))
}

function withSidebar(state, change) {
  return { ...state, sidebar: { ...state.sidebar, ...change } }
}
