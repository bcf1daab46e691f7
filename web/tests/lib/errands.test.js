import { describe, expect, test } from "vitest"
import { errandAddress, readErrand } from "../../src/lib/errands.js"

const ORIGIN = "https://chat.example"

describe("one-time links", () => {
  test.each(["setup", "link", "invitation", "mail"])("%s is read from the fragment", (kind) => {
    expect(readErrand(`#${kind}=abc_-1`)).toMatchObject({ kind, token: "abc_-1" })
  })

  test.each([
    ["#mail=t&account=ada.l", "ada.l"],
    ["#mail=t&account=", null],
    ["#mail=t&account=Call%20this%20number", null],
    ["#mail=t", null],
  ])("%s is about the account %s", (hash, account) => {
    expect(readErrand(hash)).toEqual({ kind: "mail", token: "t", account })
  })

  test.each(["", "#", "#setup=", "#other=abc", "#people"])("%s asks for nothing", (hash) => {
    expect(readErrand(hash)).toBeNull()
  })

  test("what is written can be read again, whatever the token holds", () => {
    const address = new URL(errandAddress(ORIGIN, "link", "a b&c=d#e"))
    expect(address.pathname).toBe("/sign-in")
    expect(readErrand(address.hash)).toMatchObject({ kind: "link", token: "a b&c=d#e" })
  })
})
