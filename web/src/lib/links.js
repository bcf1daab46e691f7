// The only file that knows linkify-it.
import { LinkifyIt } from "linkify-it"

// Only addresses that say http: in a team that talks about manage.py and README.md, guessing from
// a dot makes more wrong links than right ones.
const linkify = new LinkifyIt({}, { fuzzyLink: false, fuzzyEmail: false })
linkify.add("//", null)

/**
 * Cut a text into plain pieces and links, in order.
 *
 * @param {string} text anyone's words
 * @returns {{text: string, href?: string}[]} a piece with `href` is an http or https address
 */
export function splitLinks(text) {
  const matches = linkify.match(text) ?? []
  const pieces = []
  let end = 0
  for (const match of matches.filter(isSafe)) {
    if (match.index > end) pieces.push({ text: text.slice(end, match.index) })
    pieces.push({ text: match.raw, href: match.url })
    end = match.lastIndex
  }
  if (end < text.length) pieces.push({ text: text.slice(end) })
  return pieces
}

function isSafe({ url }) {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol)
}
