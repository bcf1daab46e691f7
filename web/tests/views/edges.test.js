import { expect, test, vi } from "vitest"
import { $ } from "../../src/lib/jquery.js"
import { createEdges } from "../../src/views/edges.js"
import { loadPage, lobby, member, messages, openStore, owner, part, words } from "../support.js"

test("the beginning of a room is not told of any more once one is out of it", async () => {
  await loadPage()
  const store = openStore(messages(1, 3), { more: false })
  const history = { loadOlder: vi.fn(), loadNewer: vi.fn() }
  const edges = createEdges({ $root: $(part("conversation")), history })
  edges.show(store.state)
  expect(words(part("conversation"))).toBe("This is the beginning of Lobby.")
  store.dispatch({ type: "rooms.left", roomIds: [lobby.id] })
  edges.show(store.state)
  expect(words(part("conversation"))).toBe("")
})

test("who runs a chat without anybody else is shown where to invite people", async () => {
  await loadPage()
  const store = openStore(messages(1, 3), { more: false })
  const history = { loadOlder: vi.fn(), loadNewer: vi.fn() }
  const edges = createEdges({ $root: $(part("conversation")), history })
  const invites = (me, members) => {
    const rooms = { ...store.state.rooms, [lobby.id]: { ...lobby, member_count: members } }
    edges.show({ ...store.state, me, rooms })
    return part("conversation").querySelector("[data-invite]")
  }
  expect(invites(owner, 1).getAttribute("href")).toBe("/people#invitations")
  expect(invites(owner, 2)).toBeNull()
  expect(invites(member, 1)).toBeNull()
})
