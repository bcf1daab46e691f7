import { ApiError } from "../transport/api-error.js"
import { createProven } from "./proven.js"

/** The tokens of one's scripts. */
export function createTokens({ api, store, signedIn }) {
  const proven = createProven({ store, signedIn })

  return {
    async load() {
      store.dispatch({ type: "tokens.asked" })
      try {
        const items = await signedIn(api.tokens)
        store.dispatch({ type: "tokens.arrived", items })
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        store.dispatch({ type: "tokens.failed" })
      }
    },

    /** Make one. Resolves to its text, which is kept nowhere. */
    async make(form) {
      const { token, ...item } = await proven(() => api.makeToken(form))
      store.dispatch({ type: "tokens.added", item })
      return token
    },

    async revoke(id) {
      await signedIn(() => api.revokeToken(id))
      store.dispatch({ type: "tokens.removed", id })
    },
  }
}
