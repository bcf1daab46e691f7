import { beforeEach, describe, expect, test, vi } from "vitest"
import { createDateFormats } from "../../src/lib/dates.js"
import { accountReducers, createAccountState } from "../../src/store/account.js"
import { createStore } from "../../src/store/store.js"
import { createTokensView } from "../../src/views/account/tokens.js"
import { loadPage, part, problem, settled, words } from "../support.js"

const TOKENS = [
  { id: 8, name: "<b>Deploys", scope: "post", created_at: "2026-11-20T09:00:00.000Z" },
  {
    id: 5,
    name: "Reader",
    scope: "read",
    created_at: "2026-11-20T09:00:00.000Z",
    last_used_at: "2026-11-22T09:00:00.000Z",
  },
]

let store
let tokens
let confirm
let copy

beforeEach(async () => {
  await loadPage("account.html")
  store = createStore(accountReducers, createAccountState())
  tokens = { load: vi.fn(), make: vi.fn(async () => "parley_9_k"), revoke: vi.fn(async () => {}) }
  confirm = { ask: vi.fn(async () => true) }
  copy = vi.fn(async () => true)
  const formats = createDateFormats("en", ["en-GB"])
  createTokensView({ element: part("tokens"), store, tokens, confirm, formats, copy }).start()
})

async function make(name, scope = "post", password = "correct horse") {
  const form = part("token-form")
  form.elements.name.value = name
  form.elements.scope.value = scope
  form.elements.password.value = password
  form.requestSubmit()
  await settled()
}

const rows = () => [...part("token-list").children]

describe("the list", () => {
  test("says what each is for, may do, and when it was used", () => {
    store.dispatch({ type: "tokens.arrived", items: TOKENS })
    expect(words(rows()[0])).toContain("<b>Deploys")
    expect(words(rows()[0])).toContain("never used")
    expect(words(rows()[1])).toContain("Reads")
    expect(words(rows()[1])).toMatch(/last used 22/)
  })

  test("can be asked for again when it failed", () => {
    store.dispatch({ type: "tokens.failed" })
    expect(part("tokens-again").hidden).toBe(false)
    part("tokens-again").click()
    expect(tokens.load).toHaveBeenCalledOnce()
  })
})

describe("making one", () => {
  test("shows its text once, to copy", async () => {
    await make("Deploys", "manage")
    const wish = { name: "Deploys", scope: "manage", password: "correct horse" }
    expect(tokens.make).toHaveBeenCalledWith(expect.objectContaining(wish))
    expect(part("made-token").hidden).toBe(false)
    expect(part("token-text").value).toBe("parley_9_k")
    expect(part("token-form").elements.name.value).toBe("")
    expect(part("token-form").elements.password.value).toBe("")
    part("copy-token").click()
    await settled()
    expect(copy).toHaveBeenCalledWith(part("token-text"))
    expect(words(part("token-copied"))).toBe("Copied.")
  })

  test("needs a name and the password, and keeps what was typed when it is refused", async () => {
    await make(" ")
    await make("Deploys", "post", "")
    expect(tokens.make).not.toHaveBeenCalled()
    expect(words(part("token-form"))).toContain("Type your password.")
    tokens.make.mockRejectedValueOnce(
      problem("too-many-tokens", { detail: "Take one back first." }),
    )
    await make("Deploys")
    expect(words(part("token-form"))).toContain("Take one back first.")
    expect(part("token-form").elements.name.value).toBe("Deploys")
    expect(part("made-token").hidden).toBe(true)
  })
})

describe("taking one back", () => {
  beforeEach(() => store.dispatch({ type: "tokens.arrived", items: TOKENS }))

  test("is asked about first, and takes the shown text away", async () => {
    await make("Deploys")
    rows()[1].querySelector("[data-revoke-token]").click()
    await settled()
    expect(confirm.ask).toHaveBeenCalledOnce()
    expect(tokens.revoke).toHaveBeenCalledWith(5)
    expect(part("token-text").value).toBe("")
    expect(part("made-token").hidden).toBe(true)
  })

  test("does not happen by mistake, and says what went wrong", async () => {
    confirm.ask.mockResolvedValueOnce(false)
    rows()[0].querySelector("[data-revoke-token]").click()
    await settled()
    expect(tokens.revoke).not.toHaveBeenCalled()
    tokens.revoke.mockRejectedValueOnce(problem("not-found", { detail: "There is no such token." }))
    rows()[0].querySelector("[data-revoke-token]").click()
    await settled()
    expect(words(part("tokens-problem"))).not.toBe("")
  })
})
