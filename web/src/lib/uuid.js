const BYTES = 16

/**
 * Make a random UUID (version 4).
 *
 * crypto.randomUUID exists only on https and localhost, while a team may well open the chat by
 * plain http and an address of the local network; getRandomValues is always there.
 */
export function uuid(source = globalThis.crypto) {
  if (source.randomUUID) return source.randomUUID()
  const bytes = source.getRandomValues(new Uint8Array(BYTES))
  bytes[6] = (bytes[6] & 0x0f) | 0x40
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("")
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5")
}
