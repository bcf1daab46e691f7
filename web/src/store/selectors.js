import { shownOf } from "./people.js"
import { LEVEL, LINK, PLACE } from "./state.js"

const SILENT_FAILURES = 1 // a single failed poll is a hiccup, not worth a banner,
const SILENT_WAIT_MS = 1_500 // unless the next attempt is far

/** The name and the picture a person has now, whatever an older message says. */
export function currentPerson(state, author) {
  return state.people[author.id] ?? shownOf(author)
}

/** The room of mine that is open, or about to be; null where there is none. */
export function currentRoom({ rooms, place }) {
  const isMine = place.stage === PLACE.room || place.stage === PLACE.opening
  return isMine ? (rooms[place.roomId] ?? null) : null
}

/** The name of a room; of a direct conversation the names of the others in it. */
export function roomName(state, room) {
  if (room.kind !== "direct") return room.name
  return room.people.map((person) => currentPerson(state, person).name).join(", ")
}

/** Whether I may do something in a room, as the server has told. */
export function mayIn(room, deed) {
  return Boolean(room?.me.may.includes(deed))
}

/** Whether I may write in a room at this moment. */
export function mayPost(room, now) {
  return mayIn(room, "post") && !room.archived_at && !isMuted(room, now)
}

/** Whether somebody has taken my voice in a room for a time that is not over. */
export function isMuted({ me }, now) {
  return me.muted_until !== null && new Date(me.muted_until) > now
}

/** The same for what nobody does in a room that is archived. */
export function mayStill(room, deed) {
  return mayIn(room, deed) && room.archived_at === null
}

/** Whether there is a conversation to show. */
export function isReady({ history, place }) {
  const isThere = place.stage === PLACE.room || place.stage === PLACE.opening
  return isThere && history.isOpen && history.roomId === place.roomId
}

/** The sum of what is unread in rooms that may say so. */
export function unreadInAll({ rooms }) {
  return Object.values(rooms)
    .filter(({ me }) => me.level === LEVEL.all || me.level === LEVEL.mentions)
    .reduce((sum, { unread }) => sum + unread, 0)
}

/** Whether people should be told that the server does not answer. */
export function isCutOff({ connection }) {
  if (connection.link === LINK.up) return false
  return connection.failures > SILENT_FAILURES || connection.waitMs > SILENT_WAIT_MS
}

/** A message of the open room by its id, as far as it is loaded. */
export function messageOf({ history }, id) {
  return history.messages.find((message) => message.id === id) ?? null
}

/** The present names of the others who are typing in the open room. */
export function typistsHere(state) {
  const { roomId, people } = state.typing
  if (roomId === null || roomId !== state.place.roomId) return []
  return people.map((person) => currentPerson(state, person).name)
}
