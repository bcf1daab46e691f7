// How /sign-in is addressed: who sends somebody there, and what it reads.
import { readErrand } from "./errands.js"
import { HOME, safePath } from "./paths.js"

const SIGN_IN = "/sign-in"
const SIGN_UP = "sign-up"

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
    note: Object.values(NOTE).find((note) => query.has(note)) ?? null,
    next: safePath(query.get("next"), origin),
  }
}

/** Where to sign in, or up, in order to go on to a path. */
export function entranceAddress({ wantsAccount = false, note = null, next = HOME } = {}) {
  const flags = [wantsAccount && SIGN_UP, note].filter(Boolean)
  const onward = next === HOME ? [] : [`next=${encodeURIComponent(next).replaceAll("%2F", "/")}`]
  const query = [...flags, ...onward].join("&")
  return query ? `${SIGN_IN}?${query}` : SIGN_IN
}
