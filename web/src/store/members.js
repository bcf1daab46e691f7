import { createList, listReducers } from "./lists.js"

/** Who is in the room whose details are looked at, and who can be seen in the heads of rooms. */
export const createMembersState = () => ({
  members: createList({ roomId: null, search: "" }),
  faces: {}, // room id -> { people, isStale }: some of those who are in it
})

export const membersReducers = {
  ...listReducers("members"),

  /** Another room is looked at: nobody of the last one is shown as if they were in this one. */
  "members.turned": (state, { roomId }) => {
    if (state.members.filters.roomId === roomId) return state
    return { ...state, members: createList({ roomId, search: "" }) }
  },

  "faces.arrived": (state, { roomId, people }) => ({
    ...state,
    faces: { ...state.faces, [roomId]: { people, isStale: false } },
  }),

  /** Somebody came or went there. */
  "faces.aged": (state, { roomIds }) => {
    const known = roomIds.filter((id) => state.faces[id]?.isStale === false)
    if (known.length === 0) return state
    const aged = known.map((id) => [id, { ...state.faces[id], isStale: true }])
    return { ...state, faces: { ...state.faces, ...Object.fromEntries(aged) } }
  },
}
