// The chat page with the card of a person, opened by an owner of the chat.
import { vi } from "vitest"
import { createDateFormats } from "../src/lib/dates.js"
import { createPersonCard } from "../src/views/person-card.js"
import { createPersonInRoom } from "../src/views/person-in-room.js"
import * as world from "./support.js"

const { part } = world
const formats = createDateFormats("en", ["en-GB"])
export const tomas = { id: 12, name: "Tomás", avatar: null, is_guest: false }
export const carol = { id: 13, name: "Carol", avatar: null, is_guest: false }
export const profile = {
  ...tomas,
  username: "tomas",
  role: "administrator",
  presence: "idle",
  time_zone: "Asia/Tokyo",
}
export const there = { ...tomas, role: "member", muted_until: null, presence: "online" }

/** Gives the world of the page, and `open`, which opens a card and waits for what it asks. */
export async function openPage() {
  await world.loadPage()
  world.stubDialogs()
  vi.useFakeTimers({ now: new Date("2026-11-25T13:04:30.000Z") })
  const store = world.openStore([world.message(1, { author: { ...tomas } })])
  const me = { ...world.member, id: world.ada.id, role: "owner" }
  store.dispatch({ type: "session.renamed", person: me })
  const common = { store, actions: fakeActions(), formats }
  common.confirm = { ask: vi.fn(async () => true) }
  const onGone = () => part("person-card").close()
  const inRoom = createPersonInRoom({ element: part("in-room-part"), onGone, ...common })
  const card = createPersonCard({ element: part("person-card"), inRoom, ...common })
  card.start()

  async function open(options = { person: tomas }) {
    card.open(options)
    await world.settled()
  }

  return { ...common, card, open }
}

function fakeActions() {
  return {
    directory: { profile: vi.fn(async () => profile) },
    roomDeeds: { talkTo: vi.fn(async () => world.room(30)) },
    places: { open: vi.fn() },
    members: {
      find: vi.fn(async () => there),
      remove: vi.fn(async () => {}),
      showFaces: vi.fn(),
      change: vi.fn(async (_room, _id, { role, muted_minutes: minutes }) => ({
        ...there,
        ...(role && { role }),
        muted_until: minutes ? "2026-11-25T14:04:00.000Z" : null,
      })),
    },
    dialogs: { open: vi.fn() },
  }
}
