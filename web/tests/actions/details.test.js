import { describe, expect, test } from "vitest"
import { createAccount } from "../../src/actions/account.js"
import { createDetails } from "../../src/actions/details.js"
import { createSignedIn } from "../../src/actions/leaving.js"
import { accountReducers, audiencesOf, createAccountState } from "../../src/store/account.js"
import { LIST } from "../../src/store/lists.js"
import { createStore } from "../../src/store/store.js"
import { ada, fakeApi, fakeLeave, joining, member, problem } from "../support.js"

const known = {
  mail: "mira@example.org",
  pending_mail: null,
  providers: [{ id: "corp", name: "Corp", created_at: "2026-11-22T09:00:00Z" }],
  directory: false,
}
const noPassword = () =>
  Promise.reject(problem("invalid", { status: 422, errors: [{ field: "password", message: "?" }] }))

function create(answers = {}, { me = member, rules = joining } = {}) {
  const api = fakeApi({
    details: async () => known,
    changeMail: async ({ mail }) => ({ pending_mail: mail }),
    removeMail: async () => null,
    ...answers,
  })
  const store = createStore(accountReducers, createAccountState())
  store.dispatch({ type: "visit.opened", me, joining: rules })
  const signedIn = createSignedIn({ leave: fakeLeave(), next: "/account" })
  return { api, store, signedIn, details: createDetails({ api, store, signedIn }) }
}

describe("what only I see", () => {
  test("arrives, or does not", async () => {
    const { store, details } = create()
    await details.load()
    expect(store.state.details).toMatchObject({ status: LIST.ready, mail: "mira@example.org" })
    const offline = create({ details: () => Promise.reject(problem("unreachable")) })
    await offline.details.load()
    expect(offline.store.state.details.status).toBe(LIST.failed)
  })

  test("decides which parts of the page are for me", async () => {
    const parts = async (details, options) => {
      const { store, details: own } = create({ details: async () => details }, options)
      await own.load()
      return audiencesOf(store.state)
    }
    const none = { mail: null, pending_mail: null, providers: [], directory: false }
    expect(await parts(none)).toEqual(["member", "password"])
    expect(await parts(known)).toEqual(["member", "mail", "password", "ways"])
    expect(await parts({ ...none, directory: true })).toEqual(["member", "ways"])
    const rules = { ...joining, mail: true }
    expect(await parts(none, { rules })).toEqual(["member", "mail", "password"])
    expect(await parts(none, { rules, me: ada })).toEqual(["guest", "claim"])
    const invited = { ...rules, sign_up: "invite" }
    expect(await parts(none, { rules: invited, me: ada })).toEqual(["guest", "uninvited"])
  })

  test("hides the password until it is known not to be a directory's", () => {
    const { store } = create({}, { rules: { ...joining, directory: true } })
    expect(audiencesOf(store.state)).toEqual(["member"])
  })
})

describe("my mail address", () => {
  test("waits for its link once it is changed", async () => {
    const { store, details, api } = create()
    await details.load()
    await details.changeMail({ mail: "new@example.org", password: "p" })
    expect(api.changeMail).toHaveBeenCalledWith({ mail: "new@example.org", password: "p" })
    const { mail, pendingMail } = store.state.details
    expect([mail, pendingMail]).toEqual(["mira@example.org", "new@example.org"])
  })

  test("goes with the one that waits", async () => {
    const { store, details, api } = create()
    await details.load()
    await details.changeMail({ mail: "new@example.org", password: "p" })
    await details.removeMail({ password: "p" })
    expect(api.removeMail).toHaveBeenCalledWith("p")
    expect(store.state.details).toMatchObject({ mail: null, pendingMail: null })
  })
})

describe("without a password", () => {
  const me = { ...member, has_password: false }

  test("having come long ago has words of its own, since there is no field for it", async () => {
    const errors = [{ field: "current_password", message: "?" }]
    const noOld = () => Promise.reject(problem("invalid", { status: 422, errors }))
    const refused = {
      changePassword: noOld,
      changeMail: noPassword,
      deleteAccount: noPassword,
      changeUsername: noPassword,
    }
    const { api, store, signedIn, details } = create(refused, { me })
    const account = createAccount({ api, store, keepsakes: {}, leave: fakeLeave(), signedIn })
    const long = { type: "came-long-ago" }
    await expect(details.changeMail({ mail: "a@b.c" })).rejects.toMatchObject(long)
    await expect(account.remove({ messages: "keep" })).rejects.toMatchObject(long)
    await expect(account.changeUsername({ username: "mk" })).rejects.toMatchObject(long)
    await expect(account.changePassword({ password: "a few words" })).rejects.toMatchObject(long)
  })

  test("with one, the problem stands beside its field", async () => {
    const { details } = create({ changeMail: noPassword })
    await expect(details.changeMail({ mail: "a@b.c", password: "x" })).rejects.toMatchObject({
      type: "invalid",
    })
  })
})
