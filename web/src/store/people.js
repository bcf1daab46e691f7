import { KEEP_MESSAGES } from "./window.js"

const KEEP_PEOPLE = 2 * KEEP_MESSAGES

/** What the page shows of an author or of a person. */
export function shownOf({ name, avatar = null, is_guest: isGuest = false }) {
  return { name, avatar, isGuest }
}

/** Learn who the authors are: whatever the newest message says holds for all of a person's. */
export function learnNames(state, messages) {
  const people = { ...state.people }
  let isChanged = false
  for (const { author, revision } of messages) {
    const known = people[author.id]
    if (known && known.revision > revision) continue
    people[author.id] = { ...shownOf(author), revision }
    isChanged ||= !looksSame(known, people[author.id])
  }
  if (!isChanged) return state
  return withOwnLooks({ ...state, people: forgetSome(people, state) })
}

/** Take a name that its bearer has just been given, ahead of the news about it. */
export function nameNow(state, person) {
  const { id } = person
  const revision = state.people[id]?.revision ?? 0
  const people = { ...state.people, [id]: { ...shownOf(person), revision } }
  return withOwnLooks({ ...state, people })
}

function withOwnLooks(state) {
  const known = state.people[state.me?.id]
  if (known === undefined || looksSame(known, shownOf(state.me))) return state
  const { name, avatar } = known
  return { ...state, me: { ...state.me, name, avatar } }
}

function looksSame(one, other) {
  return ["name", "avatar", "isGuest"].every((what) => one?.[what] === other[what])
}

function forgetSome(people, { history, me }) {
  if (Object.keys(people).length <= KEEP_PEOPLE) return people
  const present = new Set(history.messages.map((message) => message.author.id)).add(me?.id)
  return Object.fromEntries(Object.entries(people).filter(([id]) => present.has(Number(id))))
}
