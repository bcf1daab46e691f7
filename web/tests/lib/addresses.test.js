import { describe, expect, test } from "vitest"
import { messageAddress, pathWithin, readAddress, roomAddress } from "../../src/lib/addresses.js"

const HERE = "https://chat.example"

describe("the address of a room", () => {
  test.each([
    ["Deployments", "/rooms/7-deployments"],
    ["Design & review!", "/rooms/7-design-review"],
    ["  ", "/rooms/7"],
    ["🛠️", "/rooms/7"],
    ["", "/rooms/7"],
    ["Größe", `/rooms/7-${encodeURIComponent("größe")}`],
    ["../..//x", "/rooms/7-x"],
    ["日本語", `/rooms/7-${encodeURIComponent("日本語")}`],
  ])("of %j is %s", (name, path) => {
    expect(roomAddress({ id: 7, name })).toBe(path)
    expect(readAddress(path)).toEqual({ roomId: 7, messageId: null })
  })

  test("is not as long as the name may be", () => {
    const path = roomAddress({ id: 7, name: `${"long ".repeat(40)}` })
    expect(path.length).toBeLessThan(60)
    expect(path).not.toMatch(/-$/)
  })
})

test("the address of a message leads to it", () => {
  expect(messageAddress(7, 1234)).toBe("/rooms/7/messages/1234")
  expect(readAddress("/rooms/7/messages/1234")).toEqual({ roomId: 7, messageId: 1234 })
  expect(readAddress("/rooms/7/messages/1234/")).toEqual({ roomId: 7, messageId: 1234 })
})

test.each(["/", "/rooms", "/rooms/0", "/rooms/x", "/rooms/7/members", "/account", "/rooms/7-a/b"])(
  "%s is not the address of a room",
  (path) => expect(readAddress(path)).toBeNull(),
)

describe("a link in anybody's words", () => {
  test("that leads into a room of this site is followed here", () => {
    expect(pathWithin(`${HERE}/rooms/7-x`, HERE)).toBe("/rooms/7-x")
    expect(pathWithin(`${HERE}/rooms/7/messages/9?a=b#c`, HERE)).toBe("/rooms/7/messages/9")
  })

  test.each([
    "https://chat.example.org/rooms/7",
    "http://chat.example/rooms/7",
    `${HERE}/account`,
    `${HERE}/rooms/7/../../account`,
    "https://chat.example:8443/rooms/7",
    "no address at all:",
  ])("that is %s is left alone", (href) => expect(pathWithin(href, HERE)).toBeNull())
})
