import { isAtLeast, ROLE } from "../lib/roles.js"
import { createList, listReducers } from "./lists.js"
import { createVisitState, visitReducers } from "./visit.js"

/** The parts of /people. Each is an address of its own: /people#invitations. */
export const SECTION = {
  people: "people",
  reports: "reports",
  invitations: "invitations",
  bans: "bans",
  joining: "joining",
  audit: "audit",
}
const OWNERS_ONLY = [SECTION.joining, SECTION.audit]

export const createAdministrationState = ({ section = SECTION.people, search = "" } = {}) => ({
  ...createVisitState(),
  section,
  people: createList({ search, role: "" }),
  reports: createList({ state: "open" }),
  myRooms: [], // ids of the rooms I am in
  invitations: createList(),
  bans: createList(),
  audit: createList({ act: "", personId: null }),
})

export const administrationReducers = {
  ...visitReducers,
  ...listReducers("people"),
  ...listReducers("reports"),
  ...listReducers("invitations"),
  ...listReducers("bans"),
  ...listReducers("audit"),

  "section.turned": (state, { section }) => ({ ...state, section }),

  "myRooms.arrived": (state, { roomIds }) => ({ ...state, myRooms: roomIds }),

  "joining.changed": (state, { joining }) => ({ ...state, joining }),
}

/** The parts that a person may see; none for whom the page is not meant. */
export function sectionsFor(me) {
  if (!me || !isAtLeast(me.role, ROLE.administrator)) return []
  const all = Object.values(SECTION)
  return me.role === ROLE.owner ? all : all.filter((section) => !OWNERS_ONLY.includes(section))
}

/** The part that is shown: the one asked for where it may be seen. */
export function shownSection({ me, section }) {
  const sections = sectionsFor(me)
  return sections.includes(section) ? section : (sections[0] ?? null)
}
