import { fuzzyFind } from "../lib/fuzzy.js"
import { currentPerson, roomName } from "./selectors.js"

const MOST_ROOMS = 12

/**
 * My rooms that a query finds, the best first; without a query those I was in lately, then those
 * where something was said lately, but not the one I am in: `{ room, name, places }`.
 */
export function roomsToJumpTo(state, query) {
  const rooms = Object.values(state.rooms)
  if (query.trim() === "") {
    const others = rooms.filter(({ id }) => id !== state.place.roomId)
    return byRecency(state, others)
      .slice(0, MOST_ROOMS)
      .map((room) => plain(state, room))
  }
  const nameOf = (room) => roomName(state, room)
  const found = fuzzyFind(query, byRecency(state, rooms), nameOf, MOST_ROOMS)
  return found.map(({ thing, places }) => ({ ...plain(state, thing), places }))
}

/** Of people that were found, those with whom I have no conversation to jump to: not myself. */
export function peopleToJumpTo(state, people) {
  const paired = new Set(pairsOf(state).map(({ people: [person] }) => person.id))
  return people
    .filter(({ id }) => id !== state.me?.id && !paired.has(id))
    .map((person) => ({ ...person, ...currentPerson(state, person), id: person.id }))
}

function pairsOf({ rooms }) {
  return Object.values(rooms).filter(({ kind, people }) => kind === "direct" && people.length === 1)
}

function byRecency({ shelf }, rooms) {
  const visited = shelf.map(({ roomId }) => roomId)
  const rank = ({ id }) => (visited.includes(id) ? visited.indexOf(id) : visited.length)
  return rooms.toSorted((one, other) => rank(one) - rank(other) || other.newest_id - one.newest_id)
}

function plain(state, room) {
  return { room, name: roomName(state, room), places: [] }
}
