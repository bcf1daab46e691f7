// How somebody is meant in what is said: `<@3>` is a person and `<@room>` everybody in the room, as
// far as the message says so beside its words. People write and read `@Name`.

export const ROOM = "room" // stands for everybody, in place of an id and of a name

const TOKEN = /<@(\d{1,16}|room)>/g
const SEARCH_CHARACTERS = 40 // as long as a name may be
const WORD = "\\p{L}\\p{N}\\p{M}_"
// An @ inside a word begins a mail address and no name.
const QUERY = new RegExp(`(?<![${WORD}@])@([^\\n@]{0,${SEARCH_CHARACTERS}})$`, "u")
const NO_PROSE = "(`+)[^]*?\\1(?!`)|https?:\\/\\/\\S+" // code and addresses call nobody
const AFTER_NAME = new RegExp(`^[^${WORD}]`, "u")
const REST_OF_WORD = new RegExp(`^[${WORD}]*`, "u")

/**
 * Cut a text into plain pieces and those that mean somebody, in order.
 *
 * @param {string} text anyone's words
 * @param {{id: number|string, name: string}[]} called those whom tokens in it mean
 * @returns {{text: string, who?: object}[]} a piece with `who` means that one of `called`
 */
export function splitMentions(text, called) {
  if (called.length === 0) return [{ text }]
  const pieces = []
  let end = 0
  for (const { 0: token, 1: id, index } of text.matchAll(TOKEN)) {
    const who = called.find((each) => String(each.id) === id)
    if (!who) continue
    if (index > end) pieces.push({ text: text.slice(end, index) })
    pieces.push({ text: `@${who.name}`, who })
    end = index + token.length
  }
  return end < text.length ? [...pieces, { text: text.slice(end) }] : pieces
}

/** The same as people read it. */
export function readableText(text, called) {
  return splitMentions(text, called)
    .map((piece) => piece.text)
    .join("")
}

/**
 * What somebody wrote, with tokens for those of `people` whose names stand in it after an @.
 *
 * @returns {{content: string, mentions: object[]}} `mentions` are those of them who are meant
 */
export function toTokens(text, people) {
  if (people.length === 0 || !text.includes("@")) return { content: text, mentions: [] }
  // Of "Ada" and "Ada Lovelace" the longer one is meant where it fits.
  const byLength = people.toSorted((one, other) => other.name.length - one.name.length)
  const names = byLength.map(({ name }) => escaped(name)).join("|")
  const written = new RegExp(`${NO_PROSE}|(?<![${WORD}\\\\<@])@(${names})(?![${WORD}])`, "gu")
  const mentions = new Set()
  const content = text.replace(written, (whole, _ticks, name) => {
    if (name === undefined) return whole
    const person = people.find((each) => each.name === name)
    mentions.add(person)
    return `<@${person.id}>`
  })
  return { content, mentions: [...mentions] }
}

/**
 * What a writer looks for where the caret stands: `{ search, from, to }`, the last two being the
 * ends of what a name would take the place of; null where nobody is looked for. The names of
 * `people` are complete: whoever goes on writing behind one looks for nobody.
 */
export function queryAt(text, caret, people = []) {
  const [, search] = QUERY.exec(text.slice(0, caret)) ?? []
  if (search === undefined || /^\s/.test(search)) return null
  if (people.some(({ name }) => isWritten(search, name))) return null
  const from = caret - search.length - 1
  return { search, from, to: caret + REST_OF_WORD.exec(text.slice(caret))[0].length }
}

// With at least a space behind it: until then it may become another name.
function isWritten(search, name) {
  return search.startsWith(name) && AFTER_NAME.test(search.slice(name.length))
}

function escaped(name) {
  return name.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&")
}
