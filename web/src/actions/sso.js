import { isSafeWay } from "../lib/elsewhere.js"
import { HOME } from "../lib/paths.js"
import { ApiError } from "../transport/api-error.js"

// What providers answer instead of a code (RFC 6749, 4.1.2.1): what we have words for.
const REFUSALS = {
  access_denied: "sso-cancelled",
  temporarily_unavailable: "provider-unreachable",
  server_error: "provider-unreachable",
}

/** Signing in at another service. `admit` lets in whom the server has let in. */
export function createSso({ api, store, keepsakes, leave, admit, next = HOME }) {
  const refuse = (problem, provider) =>
    store.dispatch({ type: "entrance.refused", refusal: { ...problem, provider } })

  return {
    /** Go to a provider's page. Rejects with the problem where there is no way there. */
    async begin(provider) {
      const { address, ticket } = await api.beginSso(provider)
      if (!isSafeWay(address)) throw new ApiError({ type: "provider-unsafe" })
      keepsakes.keepElsewhere({ provider, ticket, next })
      return leave(address)
    },

    /**
     * Come in with what the provider has answered. `begun` is what this tab kept when it went
     * there: without it the answer was meant for somebody else.
     */
    async finish({ provider, code, state, iss, error }, begun) {
      if (begun?.provider !== provider) return refuse({ type: "sso-lost" }, provider)
      if (!code) return refuse({ type: REFUSALS[error] ?? "sso-failed" }, provider)
      try {
        const { ticket } = begun
        return await admit(await api.finishSso({ provider, ticket, code, state, iss }))
      } catch (refusal) {
        if (!(refusal instanceof ApiError)) throw refusal
        return refuse(refusal.toProblem(), provider)
      }
    },
  }
}
