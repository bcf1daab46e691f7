import { ApiError } from "../transport/api-error.js"
import { createProven } from "./proven.js"

/** One's own second factors. Each rejects with the problem where it cannot be done. */
export function createFactors({ api, store, signedIn, passkeys }) {
  const proven = createProven({ store, signedIn })

  async function load() {
    store.dispatch({ type: "factors.asked" })
    try {
      const factors = await signedIn(api.factors)
      store.dispatch({ type: "factors.arrived", factors })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: "factors.failed" })
    }
  }

  // Whether the chat is open to me may hang on it.
  async function askWhoIAm() {
    try {
      store.dispatch({ type: "visit.became", me: await signedIn(api.session) })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
    }
  }

  /** Make a call that changes something, and let the page follow in its own time. */
  async function change(call) {
    const answer = await proven(call)
    load()
    askWhoIAm()
    return answer
  }

  return {
    load,

    /** A new secret: `{ secret, uri, ticket }`. Nothing is kept until a code confirms it. */
    beginTotp: ({ password }) => proven(() => api.beginTotp(password)),

    /** Take it into use; resolves to the recovery codes. */
    confirmTotp: async (form) => (await change(() => api.confirmTotp(form))).recovery_codes,

    removeTotp: ({ password }) => change(() => api.removeTotp(password)),

    renewCodes: async ({ password }) =>
      (await change(() => api.renewCodes(password))).recovery_codes,

    /** Let the browser make one; resolves to recovery codes where it is the first factor. */
    async addPasskey({ name, password }) {
      const { ticket, options } = await proven(() => api.beginPasskey(password))
      const credential = await passkeys.make(options)
      const made = await change(() => api.addPasskey({ ticket, name, credential }))
      return made.recovery_codes
    },

    removePasskey: (id, { password }) => change(() => api.removePasskey(id, password)),
  }
}
