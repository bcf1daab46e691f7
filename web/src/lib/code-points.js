/** The length of a text as the server counts it: an emoji outside the first plane is one. */
export function codePoints(text) {
  let count = 0
  for (const _ of text) count += 1
  return count
}
