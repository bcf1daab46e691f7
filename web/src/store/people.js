import { KEEP_MESSAGES } from "./window.js"

const KEEP_PEOPLE = 2 * KEEP_MESSAGES

/** Learn the authors' names: whatever the newest message says holds for all of a person's. */
export function learnNames(state, messages) {
  const people = { ...state.people }
  let isChanged = false
  for (const { author, revision } of messages) {
    const known = people[author.id]
    if (known && known.revision > revision) continue
    people[author.id] = { name: author.name, revision }
    isChanged ||= known?.name !== author.name
  }
  if (!isChanged) return state
  return withOwnName({ ...state, people: forgetSome(people, state) })
}

/** Take a name that its bearer has just been given, ahead of the news about it. */
export function nameNow(state, { id, name }) {
  const revision = state.people[id]?.revision ?? 0
  return withOwnName({ ...state, people: { ...state.people, [id]: { name, revision } } })
}

function withOwnName(state) {
  const name = state.people[state.me?.id]?.name
  if (name === undefined || name === state.me.name) return state
  return { ...state, me: { ...state.me, name } }
}

function forgetSome(people, { history, me }) {
  if (Object.keys(people).length <= KEEP_PEOPLE) return people
  const present = new Set(history.messages.map((message) => message.author.id)).add(me?.id)
  return Object.fromEntries(Object.entries(people).filter(([id]) => present.has(Number(id))))
}
