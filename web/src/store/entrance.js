import { isAtLeast, ROLE } from "../lib/roles.js"
import { createVisitState, visitReducers } from "./visit.js"

/** What somebody came to /sign-in for. */
export const WAY = { signIn: "sign-in", signUp: "sign-up", setUp: "setup", link: "link" }

/** What they find: a form, or the reason why there is none. */
export const DOOR = {
  ...WAY,
  secondStep: "second-step",
  inside: "inside",
  needsInvitation: "needs-invitation",
  closed: "closed",
}

const INVITATION_GONE = "invitation-gone"
const LATE = { byPassword: "late", byLink: "late-link" }
const LINK_SPENT = "link-spent"

/**
 * The state of /sign-in. `token` belongs to a one-time link, `note` says why they are here, `step`
 * is what the first factor has given: `{ ticket, factors, byLink }`.
 */
export const createEntranceState = ({
  way = WAY.signIn,
  token = null,
  invitation = null,
  note = null,
} = {}) => ({ ...createVisitState(), way, token, invitation, note, step: null })

export const entranceReducers = {
  ...visitReducers,

  "entrance.turned": (state, { way }) => ({ ...state, way, note: null, step: null }),

  /** A one-time link was opened in this tab. */
  "entrance.called": (state, { way, token, invitation }) => ({
    ...state,
    way,
    token: token ?? null,
    invitation: invitation ?? state.invitation,
    note: null,
    step: null,
  }),

  /** The first factor was right; a second one is needed. */
  "entrance.halfway": (state, { step }) => ({ ...state, step, note: null }),

  "entrance.wentBack": (state) => atTheBeginning(state, state.step?.byLink ? LINK_SPENT : null),

  /** The second step was not taken in time. */
  "entrance.late": (state) =>
    atTheBeginning(state, state.step?.byLink ? LATE.byLink : LATE.byPassword),

  /** The invitation turned out to be no good. */
  "entrance.disinvited": (state) => ({ ...state, invitation: null, note: INVITATION_GONE }),
}

/** Which door this visitor stands at. */
export function doorOf({ me, way, joining, invitation, step }) {
  if (me && isAtLeast(me.role, ROLE.member)) return DOOR.inside
  if (step) return DOOR.secondStep
  if (way !== WAY.signUp) return way
  if (joining.sign_up === "closed") return DOOR.closed
  return joining.sign_up === "open" || invitation ? DOOR.signUp : DOOR.needsInvitation
}

/** Whether the account that is made here keeps what a guest has said. */
export function isClaim({ me }) {
  return me?.role === ROLE.guest
}

/** Whether somebody who is nobody yet may go on without an account. */
export function mayGoOnAsGuest({ me, joining, way, step }) {
  return way !== WAY.setUp && !step && (isClaim({ me }) || joining.guests)
}

// A link works once, so that it is no beginning any more.
function atTheBeginning(state, note) {
  return { ...state, step: null, way: WAY.signIn, token: null, note }
}
