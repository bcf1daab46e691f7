import { ApiError } from "../transport/api-error.js"
import { createProven } from "./proven.js"

/** What only I see of my account, my mail address first of all. */
export function createDetails({ api, store, signedIn }) {
  const proven = createProven({ store, signedIn })

  async function load() {
    store.dispatch({ type: "details.asked" })
    try {
      const details = await signedIn(api.details)
      store.dispatch({ type: "details.arrived", details })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: "details.failed" })
    }
  }

  return {
    load,

    /** Have a link sent to another address; once it is opened, the address is mine. */
    async changeMail({ mail, password }) {
      const answer = await proven(() => api.changeMail({ mail, password }))
      store.dispatch({ type: "mail.sent", mail: answer.pending_mail })
    },

    /** Have no address any more, and none on its way. */
    async removeMail({ password }) {
      await proven(() => api.removeMail(password))
      store.dispatch({ type: "mail.removed" })
    },
  }
}
