import { ApiError, ERROR } from "../transport/api-error.js"

/** Who the browser is signed in as: everybody is, if need be as a guest. */
export function createSession({ api, store, withLock }) {
  let entering = null

  async function identify() {
    try {
      return await api.session()
    } catch (error) {
      if (error.type !== ERROR.notSignedIn) throw error
      // Two tabs opened at once would become two guests; the second one in here finds the
      // first one's cookie, and the server answers with the same person.
      return withLock("session", api.becomeGuest)
    }
  }

  /** Become somebody: the person of the cookie, or a new guest. */
  async function enter() {
    entering ??= identify().finally(() => (entering = null))
    const person = await entering
    store.dispatch({ type: "session.entered", person })
  }

  /** Make a call; when the session has ended, become a guest again and make it once more. */
  async function signedIn(call) {
    try {
      return await call()
    } catch (error) {
      if (error.type !== ERROR.notSignedIn) throw error
      await enter()
      return await call().catch(explainLostCookie)
    }
  }

  return {
    enter,
    signedIn,

    /** Take another name. Rejects with the problem when it cannot be had. */
    async rename(name) {
      const person = await signedIn(() => api.rename(name))
      store.dispatch({ type: "session.renamed", person })
    },

    /** The reader has seen that they are somebody else now. */
    notice: () => store.dispatch({ type: "session.noticed" }),
  }
}

function explainLostCookie(error) {
  if (error.type === ERROR.notSignedIn) throw new ApiError({ type: ERROR.cookieRefused })
  throw error
}
