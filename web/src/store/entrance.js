import { isAtLeast, ROLE } from "../lib/roles.js"
import { createVisitState, visitReducers } from "./visit.js"

/** What somebody came to /sign-in for. */
export const WAY = { signIn: "sign-in", signUp: "sign-up", setUp: "setup", link: "link" }

/** What they find: a form, or the reason why there is none. */
export const DOOR = {
  ...WAY,
  inside: "inside",
  needsInvitation: "needs-invitation",
  closed: "closed",
}

const INVITATION_GONE = "invitation-gone"

/** The state of /sign-in. `token` belongs to a one-time link, `note` says why they are here. */
export const createEntranceState = ({
  way = WAY.signIn,
  token = null,
  invitation = null,
  note = null,
} = {}) => ({ ...createVisitState(), way, token, invitation, note })

export const entranceReducers = {
  ...visitReducers,

  "entrance.turned": (state, { way }) => ({ ...state, way, note: null }),

  /** A one-time link was opened in this tab. */
  "entrance.called": (state, { way, token, invitation }) => ({
    ...state,
    way,
    token: token ?? null,
    invitation: invitation ?? state.invitation,
    note: null,
  }),

  /** The invitation turned out to be no good. */
  "entrance.disinvited": (state) => ({ ...state, invitation: null, note: INVITATION_GONE }),
}

/** Which door this visitor stands at. */
export function doorOf({ me, way, joining, invitation }) {
  if (me && isAtLeast(me.role, ROLE.member)) return DOOR.inside
  if (way !== WAY.signUp) return way
  if (joining.sign_up === "closed") return DOOR.closed
  return joining.sign_up === "open" || invitation ? DOOR.signUp : DOOR.needsInvitation
}

/** Whether the account that is made here keeps what a guest has said. */
export function isClaim({ me }) {
  return me?.role === ROLE.guest
}

/** Whether somebody who is nobody yet may go on without an account. */
export function mayGoOnAsGuest({ me, joining, way }) {
  return way !== WAY.setUp && (isClaim({ me }) || joining.guests)
}
