import { createFactorsState, factorsReducers } from "./factors.js"
import { createList, listReducers } from "./lists.js"
import { createLooksState, looksReducers } from "./looks.js"
import { createVisitState, visitReducers } from "./visit.js"

/** The state of /account. `isFreshByLink`: a one-time link stands in for the password. */
export const createAccountState = ({ isFreshByLink = false } = {}) => ({
  ...createVisitState(),
  ...createLooksState(),
  isFreshByLink,
  sessions: createList(),
  factors: createFactorsState(),
  tokens: createList(),
})

export const accountReducers = {
  ...visitReducers,
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

function withoutOthers(state) {
  const items = state.sessions.items.filter((session) => session.is_current)
  return { ...state, sessions: { ...state.sessions, items } }
}
