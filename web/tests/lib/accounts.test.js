import { describe, expect, test, vi } from "vitest"
import { entranceAddress, mailAddress, NOTE, readArrival } from "../../src/lib/arrival.js"
import { copyFrom } from "../../src/lib/clipboard.js"
import { mailFault, nameFault, passwordFault, usernameFault } from "../../src/lib/credentials.js"
import { isSafeWay, readReturn } from "../../src/lib/elsewhere.js"
import { errandAddress, readErrand } from "../../src/lib/errands.js"
import { safePath } from "../../src/lib/paths.js"
import { qrCode } from "../../src/lib/qr.js"
import { isAtLeast, mayActOn, mayChangeRole } from "../../src/lib/roles.js"

const ORIGIN = "https://chat.example"

describe("the way on after signing in", () => {
  test.each(["/", "/account", "/people#invitations", "/a/b?c=d&e=%2F#f", "/ü"])(
    "%s is ours",
    (path) => expect(new URL(safePath(path, ORIGIN), ORIGIN).href).toBe(new URL(path, ORIGIN).href),
  )

  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example/",
    "evil.example",
    "javascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/x\\..\\\\evil.example",
    "/ /evil.example",
    "",
    null,
    undefined,
    ["/a"],
  ])("%j leads home", (path) => expect(safePath(path, ORIGIN)).toBe("/"))

  test.each(["/a/..//evil.example", "/.//evil.example", "/%2e%2e//evil.example"])(
    "dots that climb in %j leave no second slash",
    (path) => {
      const onward = safePath(path, ORIGIN)
      expect(onward).toBe("/")
      expect(new URL(onward, ORIGIN).origin).toBe(ORIGIN)
    },
  )
})

describe("the address of /sign-in", () => {
  const read = (address) => readArrival(new URL(address, ORIGIN))

  test("is short where there is nothing to say", () => {
    expect(entranceAddress()).toBe("/sign-in")
    expect(entranceAddress({ wantsAccount: true })).toBe("/sign-in?sign-up")
    expect(entranceAddress({ note: NOTE.ended })).toBe("/sign-in?ended")
  })

  test("is read as it was written", () => {
    const address = entranceAddress({ wantsAccount: true, note: NOTE.out, next: "/people?a=b&c#d" })
    expect(read(address)).toEqual({
      errand: null,
      wantsAccount: true,
      hasForgotten: false,
      note: "out",
      next: "/people?a=b&c#d",
    })
  })

  test("says where a link of a mail is opened, and what was forgotten", () => {
    expect(readErrand(new URL(mailAddress("#mail=abc"), ORIGIN).hash).kind).toBe("mail")
    expect(read(entranceAddress({ hasForgotten: true })).hasForgotten).toBe(true)
  })

  test("leads nowhere else", () => {
    expect(read("/sign-in?next=//evil.example").next).toBe("/")
    expect(read("/sign-in?next=/%5Cevil.example").next).toBe("/")
    expect(read("/sign-in?next=/%09/evil.example").next).toBe("/")
  })
})

describe("user names", () => {
  test.each(["ad", "ada.l", "a-b_c.9", "ADA", " ada ", "a".repeat(32)])("%j will do", (name) =>
    expect(usernameFault(name)).toBeNull(),
  )

  test.each([
    ["", "usernameMissing"],
    ["a", "usernameLength"],
    ["a".repeat(33), "usernameLength"],
    ["-a", "usernameShape"],
    ["a.", "usernameShape"],
    ["zoë", "usernameShape"],
    ["a b", "usernameShape"],
  ])("%j will not", (name, fault) => expect(usernameFault(name)).toBe(fault))
})

describe("passwords", () => {
  test.each(["a few words", "  blanks  ", "🎉".repeat(8), "x".repeat(200)])(
    "%j will do",
    (password) => expect(passwordFault(password, "ada")).toBeNull(),
  )

  test.each([
    ["", "passwordMissing"],
    ["seven77", "passwordShort"],
    ["🎉".repeat(7), "passwordShort"],
    ["x".repeat(201), "passwordLong"],
    ["Ada.Diallo", "passwordIsUsername"],
  ])("%j will not", (password, fault) => expect(passwordFault(password, "ada.diallo")).toBe(fault))
})

test.each([
  ["ada@example.org", null],
  [" zoë@münchen.example ", null],
  ["", "mailMissing"],
  ["ada", "mailShape"],
  ["@example.org", "mailShape"],
  ["a da@example.org", "mailShape"],
  [`${"x".repeat(250)}@a.b`, null],
  [`${"x".repeat(251)}@a.b`, "mailShape"],
])("of the mail address %j it says %s", (mail, fault) => expect(mailFault(mail)).toBe(fault))

describe("another service", () => {
  const read = (address) => readReturn(new URL(address, ORIGIN))

  test("sends people back with its answer", () => {
    expect(read("/sign-in/via/corp?code=a%2Bb&state=s&iss=https%3A%2F%2Fid.example")).toEqual({
      provider: "corp",
      code: "a+b",
      state: "s",
      iss: "https://id.example",
      error: undefined,
    })
    expect(read("/sign-in/via/corp?error=access_denied").error).toBe("access_denied")
  })

  test.each(["/sign-in?code=c", "/sign-in/via/", "/sign-in/via/a/b?code=c", "/account?code=c"])(
    "has not answered at %s",
    (address) => expect(read(address)).toBeNull(),
  )

  test.each([
    "https://id.example/authorize?state=s",
    "http://localhost:3000/auth",
    "http://127.0.0.1:3000/auth",
    "http://[::1]:3000/auth",
  ])("is gone to by %s", (address) => expect(isSafeWay(address)).toBe(true))

  test.each([
    "http://id.example/authorize",
    "http://localhost.evil.example/",
    "http://127.0.0.1.evil.example/",
    "javascript:alert(1)",
    "data:text/html,x",
    "/authorize",
    "",
    undefined,
  ])("is not gone to by %j", (address) => expect(isSafeWay(address)).toBe(false))
})

test("names are as long as the server takes them", () => {
  expect(nameFault(" ")).toBe("nameMissing")
  expect(nameFault("🎉".repeat(40))).toBeNull()
  expect(nameFault("x".repeat(41))).toBe("nameLong")
})

describe("roles", () => {
  const person = (role, id = 2) => ({ id, role })
  const owner = person("owner", 1)
  const administrator = person("administrator", 1)

  test("each may all that the one before it may", () => {
    expect(isAtLeast("owner", "guest")).toBe(true)
    expect(isAtLeast("guest", "member")).toBe(false)
    expect(isAtLeast(undefined, "guest")).toBe(false)
  })

  test("owners act on everybody but themselves, administrators on those below them", () => {
    const roles = ["guest", "member", "administrator", "owner"]
    const acting = (me) => roles.filter((role) => mayActOn(me, person(role)))
    expect(acting(owner)).toEqual(roles)
    expect(acting(administrator)).toEqual(["guest", "member"])
    expect(mayActOn(owner, owner)).toBe(false)
  })

  test("only owners give roles, and only to those who have an account", () => {
    expect(mayChangeRole(owner, person("member"))).toBe(true)
    expect(mayChangeRole(owner, person("guest"))).toBe(false)
    expect(mayChangeRole(administrator, person("member"))).toBe(false)
  })
})

describe("copying", () => {
  const field = (execCommand) => ({
    value: "a link",
    focus: vi.fn(),
    select: vi.fn(),
    ownerDocument: { execCommand },
  })

  test("uses the clipboard where there is one", async () => {
    const clipboard = { writeText: vi.fn(async () => {}) }
    expect(await copyFrom(field(), { clipboard })).toBe(true)
    expect(clipboard.writeText).toHaveBeenCalledWith("a link")
  })

  test("selects the field and asks in the old way on plain http", async () => {
    const shown = field(() => true)
    expect(await copyFrom(shown, { clipboard: undefined })).toBe(true)
    expect(shown.select).toHaveBeenCalled()
  })

  test("leaves the field selected where nothing works", async () => {
    const shown = field(undefined)
    const clipboard = { writeText: () => Promise.reject(new Error("denied")) }
    expect(await copyFrom(shown, { clipboard })).toBe(false)
    expect(shown.select).toHaveBeenCalled()
  })
})

describe("the QR code", () => {
  const { size, path } = qrCode(
    errandAddress(ORIGIN, "invitation", "Zt8hq2mV4c0aXbTq9sKfWl3yN7pRdEuJ"),
  )

  test("has its margin, and the finder in the corner inside it", () => {
    expect(path.startsWith("M4 4h7v1H4z")).toBe(true)
    const farthest = Math.max(...[...path.matchAll(/M(\d+) \d+h(\d+)/g)].map(([, x, w]) => +x + +w))
    expect(farthest).toBe(size - 4)
  })

  test("is data for one path and nothing else", () => {
    expect(path).toMatch(/^(?:M\d+ \d+h\d+v1H\d+z)+$/)
  })
})
