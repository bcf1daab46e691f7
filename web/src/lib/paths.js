export const HOME = "/"
export const FACTORS = "/account#second-factors" // where they are set up
export const NEW_PASSWORD = "/account#password" // where one is set

// One slash, then neither a second one nor a backslash, which browsers read as one. Nor anything
// that they drop before they read the address: a tab between two slashes would come to the same.
const SHAPE = /^\/(?![/\\])[^\\\p{Cc}\s]*$/u

/**
 * Where to go on to after signing in: a path on this site. Whatever else somebody wrote into the
 * link leads home.
 */
export function safePath(next, origin) {
  if (typeof next !== "string" || !SHAPE.test(next) || !URL.canParse(next, origin)) return HOME
  const address = new URL(next, origin)
  const path = address.pathname + address.search + address.hash
  // Once more, since dots that climb up may have left two slashes: "/a/..//b" is "//b".
  return address.origin === origin && SHAPE.test(path) ? path : HOME
}
