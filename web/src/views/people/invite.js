import { texts } from "../../texts.js"

const USES_MAX = 1_000
const DAYS_MAX = 365

/** What is wrong with the wish for an invitation. */
export function inviteFaults({ uses, days }) {
  return {
    uses: isWithin(uses, USES_MAX) ? null : "usesRange",
    days: isWithin(days, DAYS_MAX) ? null : "daysRange",
  }
}

/** Show an invitation that was just made: nobody can ask for its link again. */
export function showInvitation(made, { linkDialog, formats }) {
  const { token, expires_at: until, uses_left: uses } = made
  const words = texts.invitationWords(uses, formats.moment(new Date(until)))
  linkDialog.show({ title: texts.invitationTitle, words, kind: "invitation", token })
}

function isWithin(text, most) {
  return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= most
}
