import { createPages } from "./pages.js"

const PAGE_MEMBERS = 50
const FACES = 3
const REFRESH_AFTER_MS = 300 // news come in swarms

/** Who is in a room: looking, and changing it. What changes rejects with the problem. */
export function createMembers({ api, store, session, sleep = wait }) {
  const { signedIn } = session
  const ask = (roomId, question) => signedIn(() => api.members(roomId, question))
  const pages = createPages({
    store,
    name: "members",
    ask: async ({ roomId, search }, after) => {
      const answer = await ask(roomId, { search, after, limit: PAGE_MEMBERS })
      return { items: answer.members, more: answer.more }
    },
  })
  const changed = (item) => store.dispatch({ type: "members.changed", item })
  const looked = () => store.state.members.filters.roomId
  let isDue = false

  /** Bring the list up to date. */
  async function refresh() {
    if (isDue) return
    isDue = true
    await sleep(REFRESH_AFTER_MS)
    isDue = false
    if (looked() !== null) await pages.refresh()
  }

  async function showFaces(roomId) {
    const { members } = await ask(roomId, { limit: FACES })
    store.dispatch({ type: "faces.arrived", roomId, people: members })
  }

  return {
    search: (search) => pages.load({ search }),
    loadMore: pages.loadMore,
    load: () => pages.load(),

    /** Look at who is in a room; at nobody, where it is null. */
    look(roomId) {
      if (looked() === roomId) return
      store.dispatch({ type: "members.turned", roomId })
      if (roomId !== null) pages.load()
    },

    /** Some who are in a room, for its head. It does without where they cannot be had. */
    showFaces: (roomId) => showFaces(roomId).catch(() => {}),

    /** News may say that people came or went. */
    hear(messages) {
      const noticed = messages.filter(({ kind }) => kind === "notice")
      const roomIds = noticed.map((message) => message.room_id)
      if (roomIds.includes(looked())) refresh()
      store.dispatch({ type: "faces.aged", roomIds })
    },

    /** What somebody is in a room; null where they are not in it. */
    async find(roomId, { id, name }) {
      const { members } = await ask(roomId, { search: name, limit: PAGE_MEMBERS })
      return members.find((member) => member.id === id) ?? null
    },

    /** `change`: role, muted_minutes. */
    async change(roomId, personId, change) {
      const member = await signedIn(() => api.changeMember(roomId, personId, change))
      if (looked() === roomId) changed(member)
      return member
    },

    async remove(roomId, personId) {
      await signedIn(() => api.removeMember(roomId, personId))
      if (looked() === roomId) store.dispatch({ type: "members.removed", id: personId })
    },

    async add(roomId, people) {
      await signedIn(() => api.addMembers(roomId, people))
      if (looked() === roomId) pages.refresh()
    },
  }
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
