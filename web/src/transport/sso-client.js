import { createCall } from "./call.js"

/**
 * The API of signing in at another service, a provider.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createSsoClient(fetcher) {
  const call = createCall(fetcher)

  return {
    /** Where to send the browser, and a ticket for when it comes back: `{ address, ticket }`. */
    beginSso: (provider) => call("POST", "/api/session/sso/options", { provider }),

    /** Come in with what the provider has sent the browser back with. */
    finishSso: ({ provider, ticket, code, state, iss }) =>
      call("POST", "/api/session/sso", { provider, ticket, code, state, iss }),
  }
}
