// The chat page with the details of its room and all dialogs, for tests of what is in them.
import { vi } from "vitest"
import { createDialogs } from "../src/actions/dialogs.js"
import { createDialogViews } from "../src/dialogs.js"
import { createDateFormats } from "../src/lib/dates.js"
import { createOpeners } from "../src/views/openers.js"
import { ada, loadPage, lobby, member, openStore, part, room, stubDialogs } from "./support.js"

const formats = createDateFormats("en", ["en-GB"])

/** Everything that somebody may do in a room. */
export const ALL = [
  ...["post", "add", "remove", "edit", "moderate"],
  ...["manage", "open", "leave", "invite"],
]

/** Open the page in the Lobby, beside which there is room 8. Gives the world it lives in. */
export async function openPage({ isNarrow = false } = {}) {
  await loadPage()
  stubDialogs()
  globalThis.matchMedia = () => ({ matches: isNarrow, addEventListener: vi.fn() })
  const store = openStore([], { rooms: [room(8)] })
  store.dispatch({ type: "session.renamed", person: { ...member, id: ada.id } })
  const confirm = { ask: vi.fn(async () => true) }
  const actions = fakeActions(store)
  const views = createDialogViews({ part, store, actions, formats, confirm })
  for (const view of views) view.start()
  createOpeners({ element: document.body, store, dialogs: actions.dialogs }).start()
  return { store, actions, confirm }
}

/** What I may do in the Lobby, and what else is different about it. */
export function mine(store, may, rest = {}) {
  const me = { ...lobby.me, may }
  store.dispatch({ type: "room.changed", room: { ...lobby, topic: "All of it", ...rest, me } })
}

function fakeActions(store) {
  const changed = async (id, change) => {
    const room = store.state.rooms[id]
    const { level, is_favourite: isFavourite, ...rest } = change
    const me = { ...room.me, ...(level && { level }), ...(isFavourite !== undefined && change) }
    store.dispatch({ type: "room.changed", room: { ...room, ...rest, me } })
  }
  return {
    dialogs: createDialogs(),
    feed: { listen: vi.fn() },
    places: { openFirst: vi.fn(), open: vi.fn() },
    rooms: { leave: vi.fn(async () => {}), join: vi.fn() },
    directory: { find: vi.fn(async () => []), profile: vi.fn(() => new Promise(() => {})) },
    roomDeeds: {
      publicRooms: { load: vi.fn(), loadMore: vi.fn() },
      change: vi.fn(changed),
      changeMine: vi.fn(changed),
      remove: vi.fn(async () => {}),
      invite: vi.fn(async () => ({ token: "t", uses_left: 2, expires_at: "2026-12-01T09:00:00Z" })),
    },
    members: {
      hear: vi.fn(),
      search: vi.fn(),
      load: vi.fn(),
      loadMore: vi.fn(),
      add: vi.fn(async () => {}),
      look: vi.fn((roomId) => store.dispatch({ type: "members.turned", roomId })),
    },
  }
}
