import { expect, test, vi } from "vitest"
import { createAccountClient } from "../../src/transport/account-client.js"
import { auditTable, createPeopleClient } from "../../src/transport/people-client.js"
import { createSsoClient } from "../../src/transport/sso-client.js"

function asked(create, call, body = {}) {
  const answer = new Response(JSON.stringify(body), {
    headers: { "content-type": "application/json" },
  })
  const fetcher = vi.fn(async () => answer)
  return call(create(fetcher)).then((result) => {
    const [path, { method, body: sent }] = fetcher.mock.calls[0]
    return { request: `${method} ${path}`, sent: sent && JSON.parse(sent), result }
  })
}

const credentials = { username: "ada", password: "a few words" }

test.each([
  ["GET /api/session", (api) => api.session(), undefined],
  ["GET /api/joining", (api) => api.joining(), undefined],
  ["POST /api/session", (api) => api.signIn(credentials), credentials],
  ["POST /api/session/link", (api) => api.signInByLink("t"), { token: "t" }],
  ["DELETE /api/session", (api) => api.signOut(), undefined],
  [
    "POST /api/setup",
    (api) => api.setUp({ ...credentials, token: "t", name: "Ada" }),
    { ...credentials, token: "t", name: "Ada" },
  ],
  ["POST /api/account", (api) => api.signUp(credentials), credentials],
  [
    "POST /api/account",
    (api) => api.signUp({ ...credentials, invitation: "t" }),
    { ...credentials, invitation: "t" },
  ],
  [
    "POST /api/account",
    (api) => api.signUp({ ...credentials, mail: "ada@example.org" }),
    { ...credentials, mail: "ada@example.org" },
  ],
  ["POST /api/recovery", (api) => api.recover("ada"), { account: "ada" }],
  ["GET /api/account", (api) => api.details(), undefined],
  [
    "PUT /api/account/mail",
    (api) => api.changeMail({ mail: "ada@example.org", password: "p" }),
    { mail: "ada@example.org", password: "p" },
  ],
  ["DELETE /api/account/mail", (api) => api.removeMail(), {}],
  ["POST /api/account/mail/confirmation", (api) => api.confirmMail("t"), { token: "t" }],
  ["PATCH /api/session", (api) => api.rename("Ada"), { name: "Ada" }],
  ["PATCH /api/account", (api) => api.changeUsername(credentials), credentials],
  [
    "PUT /api/account/password",
    (api) => api.changePassword({ currentPassword: "old", password: "new" }),
    { current_password: "old", password: "new" },
  ],
  [
    "PUT /api/account/password",
    (api) => api.changePassword({ password: "new" }),
    { password: "new" },
  ],
  [
    "DELETE /api/account",
    (api) => api.deleteAccount({ password: "p", messages: "keep" }),
    { password: "p", messages: "keep" },
  ],
  ["DELETE /api/sessions/4", (api) => api.endSession(4), undefined],
  ["DELETE /api/sessions", (api) => api.endOtherSessions(), undefined],
])("the account says %s in the contract's words", async (request, call, sent) => {
  expect(await asked(createAccountClient, call)).toMatchObject({ request, sent })
})

test.each([
  ["POST /api/session/sso/options", (api) => api.beginSso("corp"), { provider: "corp" }],
  [
    "POST /api/session/sso",
    (api) => api.finishSso({ provider: "corp", ticket: "t", code: "c", state: "s" }),
    { provider: "corp", ticket: "t", code: "c", state: "s" },
  ],
])("signing in elsewhere says %s in the contract's words", async (request, call, sent) => {
  expect(await asked(createSsoClient, call)).toMatchObject({ request, sent })
})

test.each([
  ["GET /api/people?", (api) => api.people({}), undefined],
  [
    "GET /api/people?search=a+%26+b&role=member&before=7&limit=50",
    (api) => api.people({ search: "a & b", role: "member", before: 7, limit: 50 }),
    undefined,
  ],
  ["PATCH /api/people/3", (api) => api.changePerson(3, { role: "owner" }), { role: "owner" }],
  ["POST /api/people/3/sign-in-link", (api) => api.makeSignInLink(3), {}],
  [
    "POST /api/invitations",
    (api) => api.makeInvitation({ uses: 1, days: 7 }),
    { uses: 1, days: 7 },
  ],
  ["DELETE /api/invitations/4", (api) => api.revokeInvitation(4), undefined],
  ["PATCH /api/joining", (api) => api.changeJoining({ guests: false }), { guests: false }],
  [
    "GET /api/audit?act=a&person_id=3&before=9",
    (api) => api.audit({ act: "a", personId: 3, before: 9 }),
    undefined,
  ],
])("those who run the chat say %s", async (request, call, sent) => {
  expect(await asked(createPeopleClient, call)).toMatchObject({ request, sent })
})

test("what changes something says that it speaks JSON, even where it says nothing", async () => {
  const fetcher = vi.fn(async () => new Response(null, { status: 204 }))
  await createAccountClient(fetcher).signOut()
  const [, { method, headers, body }] = fetcher.mock.calls[0]
  expect([method, headers["Content-Type"], body]).toEqual(["DELETE", "application/json", undefined])
})

test("lists come without their wrapping", async () => {
  const sessions = await asked(createAccountClient, (api) => api.sessions(), { sessions: [1] })
  expect(sessions.result).toEqual([1])
  const invitations = await asked(createPeopleClient, (api) => api.invitations(), {
    invitations: [2],
  })
  expect(invitations.result).toEqual([2])
})

test("the table of the audit log has the filters of the page", () => {
  expect(auditTable({ act: "", personId: null })).toBe("/api/audit.csv")
  expect(auditTable({ act: "signed-in", personId: 3 })).toBe(
    "/api/audit.csv?act=signed-in&person_id=3",
  )
})
