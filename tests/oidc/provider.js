// An OpenID Connect provider for the tests: `node provider.js '{"clients": [...], ...}'`. It writes
// its issuer to standard output once it answers. Whoever types a login is let in as that account.
import { createServer } from "node:http"
import { Provider } from "oidc-provider"

const { clients, accounts = {}, port = 0, claimsInIdToken = false } = JSON.parse(process.argv[2])

const server = createServer((request, response) => answer(request, response))
await new Promise((resolve) => server.listen(port, "127.0.0.1", resolve))
const issuer = `http://127.0.0.1:${server.address().port}`

const provider = new Provider(issuer, {
  clients,
  claims: {
    openid: ["sub"],
    email: ["email", "email_verified"],
    profile: ["name", "preferred_username"],
    groups: ["groups"],
  },
  // As certified, the claims of scopes are told at the userinfo endpoint; many tell them at once.
  conformIdTokenClaims: !claimsInIdToken,
  pkce: { required: () => true },
  features: { devInteractions: { enabled: true } },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({ sub: id, name: id, ...accounts[id] }),
  }),
})
const answer = provider.callback()
console.log(issuer)

process.stdin.on("end", () => process.exit()).resume() // nobody is there any more to end it
