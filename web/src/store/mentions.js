import { ROOM } from "../lib/mentions.js"
import { plain } from "../lib/names.js"
import { currentPerson } from "./selectors.js"

const NOBODY = Object.freeze([])

/** Whom the tokens of a message mean, by their present names: `{ id, name, isMe }`. */
export function calledIn({ me, people }, { author, mentions, mentions_room: meansRoom }) {
  if (mentions.length === 0 && !meansRoom) return NOBODY
  const called = mentions.map(({ id, name }) => {
    return { id, name: currentPerson({ people }, { id, name }).name, isMe: id === me?.id }
  })
  const room = { id: ROOM, name: ROOM, isMe: author.id !== me?.id }
  return meansRoom ? [...called, room] : called
}

/** The others who have spoken in the open room, whoever spoke last first. */
export function lateSpeakers(state) {
  const speakers = new Map()
  for (const { author } of state.history.messages.toReversed()) {
    if (author.id === state.me?.id || speakers.has(author.id)) continue
    const { name, avatar, isGuest } = currentPerson(state, author)
    speakers.set(author.id, { id: author.id, name, avatar, is_guest: isGuest })
  }
  return [...speakers.values()]
}

/** Whether a name, or one of its words, begins like this. Marks on letters do not count. */
export function beginsLike(name, search) {
  return ` ${plain(name)}`.includes(` ${plain(search)}`)
}
