import { beforeEach, describe, expect, test, vi } from "vitest"
import { startAuthentication, startRegistration } from "@simplewebauthn/browser"
import { deviceKind } from "../../src/lib/device.js"
import { makePasskey, offerPasskey, passkeyFault, showPasskey } from "../../src/lib/passkeys.js"
import { factorTexts } from "../../src/texts/factors.js"

vi.mock("@simplewebauthn/browser", () => ({
  startAuthentication: vi.fn(),
  startRegistration: vi.fn(),
  browserSupportsWebAuthnAutofill: vi.fn(async () => true),
}))

const page = (hostname, rest) => ({
  isSecureContext: true,
  PublicKeyCredential: class {},
  location: { hostname },
  ...rest,
})
const named = (name) => Object.assign(new Error("the browser's own words"), { name })

beforeEach(() => vi.clearAllMocks())

describe("passkeys", () => {
  test.each(["localhost", "chat.example", "1.example", "chat4.example"])(
    "can be had at %s",
    (host) => {
      expect(passkeyFault(page(host))).toBeNull()
    },
  )

  test.each([
    ["an IP address", page("127.0.0.1"), "onAddress"],
    ["an IPv6 address", page("[::1]"), "onAddress"],
    ["plain http", page("chat.example", { isSecureContext: false }), "insecure"],
    ["an old browser", page("chat.example", { PublicKeyCredential: undefined }), "unsupported"],
  ])("cannot be had with %s, and there is a sentence for it", (_, where, fault) => {
    expect(passkeyFault(where)).toBe(fault)
    expect(factorTexts.noPasskeys[fault]).toMatch(/\.$/)
  })

  test("are made from what the server wants to know", async () => {
    startRegistration.mockResolvedValue({ id: "made" })
    expect(await makePasskey({ challenge: "c" })).toEqual({ id: "made" })
    expect(startRegistration).toHaveBeenCalledWith({ optionsJSON: { challenge: "c" } })
  })

  test.each([
    ["InvalidStateError", "passkey-known"],
    ["NotAllowedError", "passkey-not-made"],
  ])("that are not made because of %s are refused as %s", async (name, type) => {
    startRegistration.mockRejectedValue(named(name))
    await expect(makePasskey({})).rejects.toMatchObject({ type, status: 0 })
  })

  test("that are not shown are refused too", async () => {
    startAuthentication.mockRejectedValue(named("NotAllowedError"))
    await expect(showPasskey({})).rejects.toMatchObject({ type: "passkey-not-shown" })
  })

  test("are offered where user names are filled in; an offer may come to nothing", async () => {
    startAuthentication.mockResolvedValueOnce({ id: "picked" })
    expect(await offerPasskey({ challenge: "c" })).toEqual({ id: "picked" })
    expect(startAuthentication).toHaveBeenCalledWith({
      optionsJSON: { challenge: "c" },
      useBrowserAutofill: true,
    })
    startAuthentication.mockRejectedValueOnce(named("AbortError"))
    expect(await offerPasskey({})).toBeNull()
  })
})

describe("the kind of a device", () => {
  test.each([
    ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X)", "iphone"],
    ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)", "mac"],
    ["Mozilla/5.0 (Windows NT 10.0; Win64; x64)", "windows"],
    ["Mozilla/5.0 (Linux; Android 10; K)", "android"],
    ["Mozilla/5.0 (X11; CrOS x86_64 14541.0.0)", "chromebook"],
    ["Mozilla/5.0 (X11; Linux x86_64)", "linux"],
    ["curl", "other"],
  ])("%s", (userAgent, kind) => {
    expect(deviceKind({ userAgent })).toBe(kind)
    expect(factorTexts.passkeyNames[kind].length).toBeLessThanOrEqual(40)
  })

  test("an iPad that says it is a Mac has a screen to touch", () => {
    const userAgent = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7)"
    expect(deviceKind({ userAgent, maxTouchPoints: 5 })).toBe("ipad")
  })
})
