import { isAtLeast, ROLE } from "../lib/roles.js"
import { createVisitState, visitReducers } from "./visit.js"

/** What somebody came to /sign-in for. */
export const WAY = {
  signIn: "sign-in",
  signUp: "sign-up",
  setUp: "setup",
  link: "link",
  recover: "recover",
  mail: "mail",
}

/** What they find: a form, or the reason why there is none. */
export const DOOR = {
  ...WAY,
  secondStep: "second-step",
  inside: "inside",
  invited: "invited",
  settled: "settled",
  mailSent: "mail-sent",
  mailConfirmed: "mail-confirmed",
  needsInvitation: "needs-invitation",
  closed: "closed",
}

const MEET_ALL = [DOOR.signIn, DOOR.needsInvitation, DOOR.closed]
const NONE = [] // always the same one, so that nobody sees a change in it
const INVITATION_GONE = "invitation-gone"
const LATE = { byPassword: "late", byLink: "late-link" }
const LINK_SPENT = "link-spent"

/**
 * The state of /sign-in. `token` belongs to a one-time link, `note` says why they are here, `step`
 * is what the first factor has given: `{ ticket, factors, byLink }`; `refusal` is the problem that
 * a sign-in elsewhere ended with, and its provider. `sentTo` is the mail address of an account just
 * made, `next` is where it goes on from there; `account` is the user name to which a link in a mail
 * gives an address, `confirmed` what came of it: `{ mail, username }`.
 */
export const createEntranceState = ({
  way = WAY.signIn,
  token = null,
  invitation = null,
  note = null,
} = {}) => ({
  ...createVisitState(),
  way,
  token,
  account: null,
  invitation,
  note,
  step: null,
  refusal: null,
  sentTo: null,
  next: null,
  confirmed: null,
})

export const entranceReducers = {
  ...visitReducers,

  "entrance.turned": (state, { way }) => ({ ...atTheBeginning(state, null), way }),

  /** A one-time link was opened in this tab. */
  "entrance.called": (state, { way, token, account, invitation }) => ({
    ...atTheBeginning(state, null),
    way,
    token: token ?? null,
    account: account ?? null,
    invitation: invitation ?? state.invitation,
  }),

  /** The first factor was right; a second one is needed. */
  "entrance.halfway": (state, { step }) => ({ ...state, step, note: null, refusal: null }),

  /** The sign-in elsewhere came to nothing. */
  "entrance.refused": (state, { refusal }) => ({ ...atTheBeginning(state, null), refusal }),

  /** There is an account now, and a mail on its way to the address it was given. */
  "entrance.mailed": (state, { mail, next }) => ({
    ...atTheBeginning(state, null),
    sentTo: mail,
    next,
  }),

  /** The link in a mail was opened. */
  "entrance.confirmed": (state, { mail, username }) => ({
    ...state,
    token: null,
    confirmed: { mail, username },
  }),

  "entrance.wentBack": (state) => atTheBeginning(state, state.step?.byLink ? LINK_SPENT : null),

  /** The second step was not taken in time. */
  "entrance.late": (state) =>
    atTheBeginning(state, state.step?.byLink ? LATE.byLink : LATE.byPassword),

  /** The invitation turned out to be no good. */
  "entrance.disinvited": (state) => ({ ...state, invitation: null, note: INVITATION_GONE }),
}

/** Which door this visitor stands at. */
export function doorOf({ me, way, joining, invitation, step, sentTo, confirmed }) {
  if (way === WAY.mail) return confirmed ? DOOR.mailConfirmed : DOOR.mail
  if (sentTo) return DOOR.mailSent
  if (isInside({ me })) return invitation ? DOOR.invited : DOOR.inside
  if (step) return DOOR.secondStep
  if (way === WAY.setUp && joining.has_owner) return DOOR.settled
  return way === WAY.signUp ? signUpDoor(joining, invitation) : way
}

/** The door of who wants an account. */
export function signUpDoor(joining, invitation = null) {
  if (joining.sign_up === "closed") return DOOR.closed
  return joining.sign_up === "open" || invitation ? DOOR.signUp : DOOR.needsInvitation
}

/** Whether this browser is signed in to an account. */
export function isInside({ me }) {
  return me !== null && isAtLeast(me.role, ROLE.member)
}

/** Whether the account that is made here keeps what a guest has said. */
export function isClaim({ me }) {
  return me?.role === ROLE.guest
}

/** Whether somebody who is nobody yet may go on without an account. */
export function mayGoOnAsGuest(state) {
  const { me, joining, way, step, sentTo } = state
  if (way === WAY.setUp || way === WAY.mail || step || sentTo) return false
  return isClaim({ me }) || joining.guests
}

/** The other services to sign in at that are offered here: not to those invited, whose
 * invitation would be lost on the way. */
export function providersFor(state) {
  const { joining, invitation } = state
  const door = doorOf(state)
  const isOffered = door === DOOR.signUp ? !invitation : MEET_ALL.includes(door)
  return (isOffered && joining.providers) || NONE
}

// A link works once, so that it is no beginning any more.
function atTheBeginning(state, note) {
  return { ...state, step: null, way: WAY.signIn, token: null, account: null, note, refusal: null }
}
