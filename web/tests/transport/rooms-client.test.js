import { expect, test, vi } from "vitest"
import { createClient } from "../../src/transport/client.js"

const CALLS = [
  ["room", [7], "GET", "/api/rooms/7"],
  [
    "publicRooms",
    [{ search: "dé p", after: 3 }],
    "GET",
    "/api/public-rooms?search=d%C3%A9+p&after=3",
  ],
  ["publicRooms", [], "GET", "/api/public-rooms?"],
  [
    "makeRoom",
    [{ name: "A", kind: "private" }],
    "POST",
    "/api/rooms",
    { name: "A", kind: "private" },
  ],
  ["changeRoom", [7, { topic: "T" }], "PATCH", "/api/rooms/7", { topic: "T" }],
  ["deleteRoom", [7, "A"], "DELETE", "/api/rooms/7", { name: "A" }],
  ["openDirect", [[2, 3]], "POST", "/api/directs", { people: [2, 3] }],
  ["join", [7], "PUT", "/api/rooms/7/membership", {}],
  ["leaveRoom", [7], "DELETE", "/api/rooms/7/membership"],
  ["changeMembership", [7, { level: "all" }], "PATCH", "/api/rooms/7/membership", { level: "all" }],
  ["members", [7, { search: "b" }], "GET", "/api/rooms/7/members?search=b"],
  ["addMembers", [7, [2]], "POST", "/api/rooms/7/members", { people: [2] }],
  ["changeMember", [7, 2, { role: "owner" }], "PATCH", "/api/rooms/7/members/2", { role: "owner" }],
  ["removeMember", [7, 2], "DELETE", "/api/rooms/7/members/2"],
  ["page", [7, { around: 9 }], "GET", "/api/messages?room_id=7&around=9"],
  ["page", [7, { from: 9, limit: 200 }], "GET", "/api/messages?room_id=7&from=9&limit=200"],
  ["deleteMessage", [9], "DELETE", "/api/messages/9"],
  ["report", [9, "rude"], "POST", "/api/messages/9/reports", { reason: "rude" }],
  ["markRead", [7, 9], "PUT", "/api/rooms/7/read-mark", { message_id: 9 }],
  ["markUnread", [7, 9], "PUT", "/api/rooms/7/read-mark", { message_id: 9, unread: true }],
  ["markAllRead", [], "PUT", "/api/read-marks", {}],
  [
    "signal",
    [{ room_id: 7, is_typing: true }],
    "POST",
    "/api/signals",
    { room_id: 7, is_typing: true },
  ],
  ["quietHours", [], "GET", "/api/quiet-hours"],
  [
    "changeQuietHours",
    [{ from: null, to: null }],
    "PUT",
    "/api/quiet-hours",
    { from: null, to: null },
  ],
  ["directory", [{ search: "mi", limit: 20 }], "GET", "/api/directory?search=mi&limit=20"],
  ["profile", [3], "GET", "/api/directory/3"],
]

test.each(CALLS)("%s%j asks %s %s", async (name, given, method, path, body) => {
  const fetcher = vi.fn(async () => Response.json({ members: [], rooms: [] }))
  await createClient(fetcher)[name](...given)
  const [asked, options] = fetcher.mock.calls[0]
  expect([options.method, asked]).toEqual([method, path])
  expect(options.body).toBe(body && JSON.stringify(body))
})

test("the members of a room come out of their envelope", async () => {
  const fetcher = vi.fn(async () => Response.json({ members: [{ id: 2 }] }))
  expect(await createClient(fetcher).addMembers(7, [2])).toEqual([{ id: 2 }])
})
