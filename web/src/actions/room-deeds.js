import { createPages } from "./pages.js"

const PAGE_ROOMS = 50

/** What one does with whole rooms. All reject with the problem where it cannot be done. */
export function createRoomDeeds({ api, store, session, rooms }) {
  const publicRooms = createPages({
    store,
    name: "publicRooms",
    ask: async ({ search }, after) => {
      const question = { search, after, limit: PAGE_ROOMS }
      const answer = await session.signedIn(() => api.publicRooms(question))
      return { items: answer.rooms, more: answer.more }
    },
  })

  async function taking(call) {
    const room = await session.signedIn(call)
    rooms.changed(room)
    return room
  }

  return {
    publicRooms,

    make: (fields) => taking(() => api.makeRoom(fields)),

    /** The conversation of exactly these people and me, whether it is new or not. */
    talkTo: (people) => taking(() => api.openDirect(people)),

    change: (roomId, change) => taking(() => api.changeRoom(roomId, change)),

    /** What I want to hear of a room (`level`), and whether it is a favourite (`is_favourite`). */
    changeMine: (roomId, change) => taking(() => api.changeMembership(roomId, change)),

    async remove(roomId, name) {
      await session.signedIn(() => api.deleteRoom(roomId, name))
      store.dispatch({ type: "rooms.left", roomIds: [roomId] })
    },

    /** A link into a room; what comes back holds the token, which nobody can ask for again. */
    invite: (roomId, { uses, days }) =>
      session.signedIn(() => api.makeInvitation({ uses, days, roomId })),
  }
}
