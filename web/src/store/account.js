import { ROLE } from "../lib/roles.js"
import { createDetailsState, detailsReducers } from "./details.js"
import { DOOR, signUpDoor } from "./entrance.js"
import { createFactorsState, factorsReducers } from "./factors.js"
import { createList, LIST, listReducers } from "./lists.js"
import { createLooksState, looksReducers } from "./looks.js"
import { createVisitState, visitReducers } from "./visit.js"

/** The state of /account. `isFreshByLink`: a one-time link stands in for the password. */
export const createAccountState = ({ isFreshByLink = false } = {}) => ({
  ...createVisitState(),
  ...createLooksState(),
  isFreshByLink,
  details: createDetailsState(),
  sessions: createList(),
  factors: createFactorsState(),
  tokens: createList(),
})

export const accountReducers = {
  ...visitReducers,
  ...detailsReducers,
  ...looksReducers,
  ...listReducers("sessions"),
  ...factorsReducers,
  ...listReducers("tokens"),

  /** There is a new password, and no other session any more. */
  "account.secured": (state) =>
    withoutOthers({ ...state, isFreshByLink: false, me: { ...state.me, has_password: true } }),

  /** The server wants the password after all. */
  "account.aged": (state) => ({ ...state, isFreshByLink: false }),

  "sessions.othersEnded": (state) => withoutOthers(state),
}

/** For whom the page's parts are that I see: the names that they call their readers by. */
export function audiencesOf({ me, joining, details }) {
  if (me.is_guest) return [ROLE.guest, mayClaim(joining) ? "claim" : "uninvited"]
  const { status, mail, pendingMail, isDirectory, providers } = details
  const mayBeDirectory = isDirectory || (status === LIST.loading && Boolean(joining?.directory))
  const reasons = {
    [ROLE.member]: true,
    mail: Boolean(joining?.mail || mail || pendingMail),
    password: !mayBeDirectory,
    ways: isDirectory || providers.length > 0,
  }
  return Object.keys(reasons).filter((audience) => reasons[audience])
}

function mayClaim(joining) {
  return Boolean(joining) && signUpDoor(joining) === DOOR.signUp
}

function withoutOthers(state) {
  const items = state.sessions.items.filter((session) => session.is_current)
  return { ...state, sessions: { ...state.sessions, items } }
}
