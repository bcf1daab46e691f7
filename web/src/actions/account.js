import { entranceAddress, NOTE } from "../lib/arrival.js"
import { ApiError } from "../transport/api-error.js"
import { createProven } from "./proven.js"

const OLD_PASSWORD = "current_password"

/** One's own account. What a form asks for rejects with the problem for the form to show. */
export function createAccount({ api, store, keepsakes, leave, signedIn }) {
  const proven = createProven({ store, signedIn })
  const become = (me) => store.dispatch({ type: "visit.became", me })

  async function changePassword({ currentPassword, password }) {
    try {
      await proven(() => api.changePassword({ currentPassword, password }), OLD_PASSWORD)
    } catch (error) {
      if (wantsOldPassword(error)) store.dispatch({ type: "account.aged" })
      throw error
    }
    keepsakes.forgetLinkUse()
    store.dispatch({ type: "account.secured" })
  }

  function leaveForGood(note) {
    keepsakes.forgetPerson()
    return leave(entranceAddress({ note }))
  }

  async function loadSessions() {
    store.dispatch({ type: "sessions.asked" })
    try {
      const items = await signedIn(api.sessions)
      store.dispatch({ type: "sessions.arrived", items })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: "sessions.failed" })
    }
  }

  return {
    rename: async ({ name }) => become(await signedIn(() => api.rename(name))),

    changeUsername: async (form) => become(await proven(() => api.changeUsername(form))),

    changePassword,

    /** Make an account out of the guest that this browser is. */
    claim: async (form) => {
      const me = await signedIn(() => api.signUp(form))
      become(me)
      keepsakes.keepMember(me.id)
      loadSessions() // the guest's has ended, the member's has begun
    },

    remove: async (form) => {
      await proven(() => api.deleteAccount(form))
      return leaveForGood(NOTE.deleted)
    },

    signOut: async () => {
      await api.signOut()
      return leaveForGood(NOTE.out)
    },

    /** Whether signing out would lose words that were written and not sent. */
    hasUnsent: () => keepsakes.hasUnsent(),

    loadSessions,

    endSession: async (id) => {
      await signedIn(() => api.endSession(id))
      store.dispatch({ type: "sessions.removed", id })
    },

    endOtherSessions: async () => {
      await signedIn(api.endOtherSessions)
      store.dispatch({ type: "sessions.othersEnded" })
    },
  }
}

function wantsOldPassword({ errors }) {
  return errors?.some(({ field }) => field === OLD_PASSWORD)
}
