// How /sign-in is addressed: who sends somebody there, and what it reads.
import { readErrand } from "./errands.js"
import { HOME, safePath } from "./paths.js"

const SIGN_IN = "/sign-in"
const SIGN_UP = "sign-up"
const FORGOT = "forgot"

/** Why somebody is sent to sign in. */
export const NOTE = { ended: "ended", out: "out", deleted: "deleted", banned: "banned" }

/**
 * What an address of /sign-in says.
 *
 * @param {{search: string, hash: string, origin: string}} address
 */
export function readArrival({ search, hash, origin }) {
  const query = new URLSearchParams(search)
  return {
    errand: readErrand(hash),
    wantsAccount: query.has(SIGN_UP),
    hasForgotten: query.has(FORGOT),
    note: Object.values(NOTE).find((note) => query.has(note)) ?? null,
    next: safePath(query.get("next"), origin),
  }
}

/** Where a link from a mail is opened: whoever opens it may not be signed in. */
export function mailAddress(hash) {
  return SIGN_IN + hash
}

/** Where to sign in, or up, or to get back in, in order to go on to a path. */
export function entranceAddress({
  wantsAccount = false,
  hasForgotten = false,
  note = null,
  next = HOME,
} = {}) {
  const flags = [wantsAccount && SIGN_UP, hasForgotten && FORGOT, note].filter(Boolean)
  const onward = next === HOME ? [] : [`next=${encodeURIComponent(next).replaceAll("%2F", "/")}`]
  const query = [...flags, ...onward].join("&")
  return query ? `${SIGN_IN}?${query}` : SIGN_IN
}
