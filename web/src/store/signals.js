export const PRESENCE = { online: "online", idle: "idle", offline: "offline" }

/** What people do at the moment, as the server last told. */
export const createSignalsState = () => ({
  presence: null, // id -> online or idle: people of the open room and of my directs; null: unknown
  typing: { roomId: null, people: [] }, // the others who are typing there
})

export const signalsReducers = {
  "signals.heard": (state, { roomId, presence, typing }) =>
    withTyping(withPresence(state, presence), { roomId, people: typing }),

  /** Nothing can be told any more. */
  "signals.lost": (state) => endTyping({ ...state, presence: null }, () => true),

  /** These have just said what they were typing. */
  "typing.ended": (state, { roomId, ids }) =>
    state.typing.roomId === roomId ? endTyping(state, ({ id }) => ids.includes(id)) : state,

  /** It was too long ago that the server told of them. */
  "typing.faded": (state) => endTyping(state, () => true),
}

/** Whether somebody of the open room or of my directs is there; null where that is not known. */
export function presenceOf({ presence }, personId) {
  return presence && (presence[personId] ?? PRESENCE.offline)
}

// Where nobody is there, not even I myself, the server does not tell.
function withPresence(state, presence) {
  const told = Object.keys(presence).length > 0 ? presence : null
  return isSame(told, state.presence) ? state : { ...state, presence: told }
}

function withTyping(state, typing) {
  const isNobody = typing.people.length === 0 && state.typing.people.length === 0
  return isNobody ? state : { ...state, typing }
}

function endTyping(state, hasEnded) {
  const people = state.typing.people.filter((person) => !hasEnded(person))
  if (people.length === state.typing.people.length) return state
  return { ...state, typing: { ...state.typing, people } }
}

function isSame(one, other) {
  const ids = Object.keys(one ?? {})
  if (ids.length !== Object.keys(other ?? {}).length) return false
  return ids.every((id) => one[id] === other[id])
}
