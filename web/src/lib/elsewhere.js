// Signing in at another service: where we send the browser, and where it is sent back to.

const BACK = /^\/sign-in\/via\/([^/]+)$/
const LOCAL = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/ // no way that anybody could listen on

/**
 * What a provider answers, read from the address that it has sent the browser back to; null at any
 * other address.
 *
 * @param {{pathname: string, search: string}} address
 */
export function readReturn({ pathname, search }) {
  const [, provider] = BACK.exec(pathname) ?? []
  if (!provider) return null
  const query = new URLSearchParams(search)
  const [code, state, iss, error] = ["code", "state", "iss", "error"].map(
    (name) => query.get(name) ?? undefined,
  )
  return { provider, code, state, iss, error }
}

/** Whether an address may be followed: an encrypted way, or none that leaves this machine. */
export function isSafeWay(address) {
  if (typeof address !== "string" || !URL.canParse(address)) return false
  const { protocol, hostname } = new URL(address)
  return protocol === "https:" || (protocol === "http:" && LOCAL.test(hostname))
}
