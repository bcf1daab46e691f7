const SLUG_CHARACTERS = 40
const SHAPE = /^\/rooms\/([1-9]\d{0,15})(?:-[^/]*|\/messages\/([1-9]\d{0,15}))?\/?$/

/** The address of a room. Only the number counts; the name is there for people. */
export function roomAddress({ id, name = "" }) {
  const slug = slugOf(name)
  return slug ? `/rooms/${id}-${slug}` : `/rooms/${id}`
}

/** The address of one message in its room. */
export function messageAddress(roomId, messageId) {
  return `/rooms/${roomId}/messages/${messageId}`
}

/**
 * What an address leads to: `{ roomId, messageId }`, the latter null for a room; null for the
 * address of something else.
 */
export function readAddress(path) {
  const [, roomId, messageId] = SHAPE.exec(path) ?? []
  if (roomId === undefined) return null
  return { roomId: Number(roomId), messageId: messageId ? Number(messageId) : null }
}

/** The path of a link that leads into a room of this very site; null for every other link. */
export function pathWithin(href, origin) {
  if (!URL.canParse(href, origin)) return null
  const address = new URL(href, origin)
  return address.origin === origin && readAddress(address.pathname) ? address.pathname : null
}

// Letters of every script stay, percent-encoded as the browser itself would write them.
function slugOf(name) {
  const plain = name.normalize("NFKC").toLowerCase()
  const words = plain.match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/gu) ?? []
  const slug = Array.from(words.join("-")).slice(0, SLUG_CHARACTERS).join("")
  return encodeURIComponent(slug.replace(/-+$/, ""))
}
