import { ROOM, toTokens } from "../lib/mentions.js"
import { beginsLike, lateSpeakers } from "../store/mentions.js"
import { currentPerson, currentRoom, mayIn } from "../store/selectors.js"
import { presenceOf } from "../store/signals.js"

const MOST = 20 // more than anybody looks through
const EVERYBODY = { id: ROOM, name: ROOM }

/**
 * Calling people in what one writes: who can be called in the open room, and whom a draft calls.
 * What is known of a room is forgotten with it.
 */
export function createMentions({ api, store, session, keepsakes }) {
  let known = aboutRoom(null)

  function here() {
    const room = currentRoom(store.state)
    const isOther = known.roomId !== room?.id || known.count !== room?.member_count
    if (isOther) known = aboutRoom(room)
    return room
  }

  /** Those who are known already, whoever spoke last first; at the end everybody, where one may. */
  function guess(search, found = []) {
    const room = here()
    const speakers = lateSpeakers(store.state).filter(({ id }) => !known.absent.has(id))
    const called = [...speakers, ...known.people.values()]
      .map((person) => asNow(store.state, person))
      .filter(({ name }) => beginsLike(name, search))
    // Of what is said of one person the place of the first counts, and the words of the last.
    const people = new Map([...called, ...found].map((person) => [person.id, person]))
    const isForAll = mayIn(room, "mention_room") && beginsLike(ROOM, search)
    return [...people.values()].slice(0, MOST).concat(isForAll ? [EVERYBODY] : [])
  }

  /** The same, once the server has been asked. Rejects with the problem where it cannot be. */
  async function find(search) {
    const room = here()
    const isAsked = room !== null && room.kind !== "direct" && !isBarren(search)
    return guess(search, isAsked ? await ask(room.id, search) : [])
  }

  /** Those in the room whom the server knows by a name, or by a user name, that begins like this. */
  async function ask(roomId, search) {
    const answer = await session.signedIn(() => api.members(roomId, { search, limit: MOST }))
    if (here()?.id !== roomId) return []
    const others = answer.members.filter(({ id }) => id !== store.state.me?.id)
    for (const person of others) learn(person)
    if (!answer.more && !answer.hidden) missAllBut(others, search)
    return others
  }

  function learn(person) {
    known.people.set(person.id, person)
    known.absent.delete(person.id)
  }

  // Whoever has spoken here may have left since.
  function missAllBut(people, search) {
    if (people.length === 0) known.barren.push(search)
    const present = new Set(people.map(({ id }) => id))
    const missing = lateSpeakers(store.state).filter(({ id }) => !present.has(id))
    for (const { id, name } of missing) if (beginsLike(name, search)) known.absent.add(id)
  }

  // Where nobody is called so, nobody's name goes on like this.
  const isBarren = (search) => known.barren.some((each) => search.startsWith(each))

  return {
    guess,
    find,

    /** Whom the draft of a room calls so far. */
    chosen: (roomId) => keepsakes.draftPeople(roomId),

    /** Somebody's name stands in the draft, and means this person. */
    choose(roomId, { id, name }) {
      const others = keepsakes.draftPeople(roomId).filter((each) => each.name !== name)
      keepsakes.keepDraftPeople(roomId, [...others, { id, name }])
    },

    /** What was written for a room as it is sent: `{ content, mentions }`. */
    written(roomId, text) {
      const all = mayIn(store.state.rooms[roomId], "mention_room") ? [EVERYBODY] : []
      return toTokens(text, [...keepsakes.draftPeople(roomId), ...all])
    },
  }
}

function aboutRoom(room) {
  const people = room?.kind === "direct" ? room.people : []
  return {
    roomId: room?.id,
    count: room?.member_count,
    people: new Map(people.map((person) => [person.id, person])),
    absent: new Set(), // ids of those who have spoken and are not there
    barren: [], // beginnings of nobody's name
  }
}

function asNow(state, person) {
  const { name } = currentPerson(state, person)
  return { ...person, name, presence: presenceOf(state, person.id) }
}
