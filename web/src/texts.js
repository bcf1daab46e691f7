// Every word the pages say, in one place, for the day they speak more than one language: by page in
// texts/, asked for here. Templates name them by key (data-text, data-label, data-placeholder);
// code calls them.
import { accountTexts } from "./texts/account.js"
import { banTexts } from "./texts/bans.js"
import { chatTexts } from "./texts/chat.js"
import { detailTexts } from "./texts/details.js"
import { dialogTexts } from "./texts/dialogs.js"
import { entranceTexts } from "./texts/entrance.js"
import { factorTexts } from "./texts/factors.js"
import { formTexts } from "./texts/forms.js"
import { mailTexts } from "./texts/mail.js"
import { looksTexts } from "./texts/looks.js"
import { notificationTexts } from "./texts/notifications.js"
import { peopleTexts } from "./texts/people.js"
import { reportTexts } from "./texts/reports.js"
import { roomTexts } from "./texts/rooms.js"
import { ssoTexts } from "./texts/sso.js"
import { talkTexts } from "./texts/talk.js"
import { inTime } from "./texts/times.js"

/** The language of the texts. */
export const language = "en"

export const texts = {
  ...chatTexts,
  ...roomTexts,
  ...talkTexts,
  ...notificationTexts,
  ...dialogTexts,
  ...detailTexts,
  ...formTexts,
  ...entranceTexts,
  ...accountTexts,
  ...factorTexts,
  ...mailTexts,
  ...ssoTexts,
  ...looksTexts,
  ...peopleTexts,
  ...banTexts,
  ...reportTexts,
}

/** What to say about a problem that keeps the whole page waiting. */
export function troubleText(problem) {
  return texts.troubles[problem?.type] ?? texts.troubles.other
}

/** What to say about a problem with one thing the reader did: the server's own words come first. */
export function problemText(problem) {
  const [first] = problem.errors ?? []
  return first?.message || problem.detail || sendTroubleText(problem)
}

/** What to say about a form or a wish that was refused: our own words come first. */
export function refusalText(problem) {
  const { type, detail, retryAfterMs } = problem
  if (type === "too-fast" && retryAfterMs) {
    return texts.tooFast(inTime(Math.max(1, Math.ceil(retryAfterMs / 1_000))))
  }
  return texts.refusals[type] || detail || sendTroubleText(problem)
}

/** What to say when a sign-in at another service, called so, came to nothing. */
export function ssoRefusalText(refusal, provider) {
  const words = texts.ssoRefusals[refusal.type]
  return words ? words(provider) : refusalText(refusal)
}

/** What an entry of the audit log tells; an act that these texts do not know yet by its own name. */
export function actText(act) {
  return texts.acts[act] ?? act
}

/** The particulars of an entry, as far as they are simple enough for one line. */
export function detailsText(details) {
  return Object.entries(details)
    .map(([name, value]) => `${texts.details[name] ?? name}: ${plain(value)}`)
    .join(", ")
}

function plain(value) {
  if (typeof value === "object") return JSON.stringify(value)
  return texts.detailValues[value] ?? texts.roles[value] ?? String(value)
}

function sendTroubleText({ type }) {
  return texts.sendTroubles[type] ?? texts.sendTroubles.other
}
