// The only file that knows fuzzysort.
import fuzzysort from "fuzzysort"

const LEAST_SCORE = 0.3 // letters that merely happen to stand in this order score less

/**
 * The things whose name holds the letters of a query in their order, the best first, marks on
 * letters aside: `{ thing, places }`, where `places` are the indexes of the letters in the name.
 */
export function fuzzyFind(query, things, nameOf, limit) {
  const targets = things.map((thing) => ({ thing, name: nameOf(thing) }))
  const options = { key: "name", limit, threshold: LEAST_SCORE }
  return fuzzysort.go(query, targets, options).map(({ obj, indexes }) => ({
    thing: obj.thing,
    places: [...indexes],
  }))
}

/** A text in pieces that are marked or not: `{ text, isMarked }`. No character is taken apart. */
export function markedPieces(text, places) {
  const pieces = []
  let at = 0
  for (const character of text) {
    const end = at + character.length
    const isMarked = places.some((place) => place >= at && place < end)
    const last = pieces.at(-1)
    if (last?.isMarked === isMarked) last.text += character
    else pieces.push({ text: character, isMarked })
    at = end
  }
  return pieces
}
