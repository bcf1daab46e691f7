import { ApiError, ERROR } from "../transport/api-error.js"

/**
 * The second step of signing in, and signing in by a passkey alone. `admit` lets in whom the
 * server has let in. Each rejects with the problem for its form to show.
 */
export function createSecondStep({ api, store, passkeys, admit }) {
  // Too late for the second step is no one's fault: it begins anew, and says why.
  async function inTime(attempt) {
    const { step } = store.state
    try {
      return await admit(await attempt(step?.ticket), { byLink: step?.byLink })
    } catch (error) {
      if (step === null || error.type !== ERROR.ticketExpired) throw error
      return store.dispatch({ type: "entrance.late" })
    }
  }

  async function byPasskey(ticketOfStep) {
    const { ticket, options } = await api.askForPasskey(ticketOfStep)
    return api.sendPasskey({ ticket, credential: await passkeys.show(options) })
  }

  return {
    back: () => store.dispatch({ type: "entrance.wentBack" }),

    sendCode: ({ code }) => inTime((ticket) => api.sendCode({ ticket, code })),

    /** By the browser's own dialog: as the second factor, or as the only one. */
    usePasskey: () => inTime(byPasskey),

    /** Offer passkeys where the user name is typed; resolves to the one picked, or to null. */
    async offerPasskey() {
      if (!(await passkeys.canOffer())) return null
      try {
        const { ticket, options } = await api.askForPasskey()
        const credential = await passkeys.offer(options)
        return credential && { ticket, credential }
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return null // an offer that cannot be made is not missed
      }
    },

    /** Sign in by the one that was picked there. */
    usePicked: (picked) => inTime(() => api.sendPasskey(picked)),
  }
}
