export const TONES = 12
const STRIDE = 5 // coprime to TONES: people who came one after the other look unlike

/** The number of the colour that belongs to a person, the same on every page and every day. */
export function toneOf(personId) {
  return (Math.abs(Math.trunc(personId)) * STRIDE) % TONES
}

/** One or two letters for an avatar: of the first and the last word, or the first two of one. */
export function initials(name) {
  const words = name.split(/[\s\p{P}\p{S}]+/u).filter(Boolean)
  if (words.length === 0) return graphemes(name)[0] ?? "?"
  if (words.length === 1) return graphemes(words[0]).slice(0, 2).join("").toLocaleUpperCase()
  return (graphemes(words[0])[0] + graphemes(words.at(-1))[0]).toLocaleUpperCase()
}

/** A name as one looks for it: in small letters without marks, so that "kovac" finds Kovač. */
export function plain(name) {
  return name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
}

function graphemes(text) {
  if (!Intl.Segmenter) return Array.from(text)
  return Array.from(new Intl.Segmenter().segment(text), ({ segment }) => segment)
}
