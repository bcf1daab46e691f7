import { usernameFault } from "./credentials.js"

const KINDS = ["setup", "link", "invitation", "mail"]

/**
 * What a one-time link asks for: `#setup=TOKEN`, `#link=TOKEN`, `#invitation=TOKEN`, `#mail=TOKEN`.
 * The token stands in the fragment, which no browser sends to a server. A link in a mail says, by
 * `&account=`, for whose account the address is given.
 *
 * @param {string} hash of the page's address
 * @returns {{kind: string, token: string, account: string | null} | null}
 */
export function readErrand(hash) {
  const given = new URLSearchParams(hash.replace(/^#/, ""))
  const kind = KINDS.find((each) => given.get(each))
  return kind ? { kind, token: given.get(kind), account: username(given.get("account")) } : null
}

// What could not be one is shown to nobody.
function username(text) {
  return text !== null && usernameFault(text) === null ? text : null
}

/** The address of a one-time link. */
export function errandAddress(origin, kind, token) {
  return `${origin}/sign-in#${kind}=${encodeURIComponent(token)}`
}
