import { entranceAddress, NOTE } from "../lib/arrival.js"
import { FACTORS, HOME } from "../lib/paths.js"
import { ApiError, ERROR } from "../transport/api-error.js"
import { createIdentity } from "./identity.js"

/** The session of this page: entering, calls in its name, leaving. */
export function createSession({ api, store, keepsakes, withLock, leave: go, here = () => HOME }) {
  let entering = null
  let signingOut = null // settles only if it fails: else the page is left
  let left = null // once the page is being left: never settles
  const { identify, leaveIfUnwelcome } = createIdentity({
    api,
    store,
    keepsakes,
    withLock,
    leave,
    here,
  })

  function leave(path) {
    left = go(path)
    return left
  }

  /** Become somebody: the person of the cookie, or a new guest. */
  async function enter() {
    if (signingOut) await signingOut.catch(() => {}) // the server may have done it all the same
    entering ??= identify().finally(() => (entering = null))
    const person = await entering
    if (person.needs_factor) return leave(FACTORS)
    become(person)
  }

  function become(person) {
    keepsakes.keepMember(person.is_guest ? null : person.id)
    store.dispatch({ type: "session.entered", person })
  }

  /**
   * Make a call; when a guest's session has ended, become a guest again and make it once more.
   * Where the owners ask for a second factor, the way leads to where one is set up. What the way to
   * another page breaks off has not failed: it is done again by the page that comes back.
   */
  async function signedIn(call) {
    try {
      return await call()
    } catch (error) {
      if (left) return left
      if (error.type === ERROR.secondFactorRequired) return leave(FACTORS)
      if (error.type !== ERROR.notSignedIn) return leaveIfUnwelcome(error)
      await enter()
      return await call().catch(explainLostCookie)
    }
  }

  async function endSession() {
    await api.signOut()
    keepsakes.forgetPerson()
    return leave(entranceAddress({ note: NOTE.out }))
  }

  return {
    enter,
    signedIn,

    /** Take another name. Rejects with the problem when it cannot be had. */
    async rename(name) {
      const person = await signedIn(() => api.rename(name))
      store.dispatch({ type: "session.renamed", person })
    },

    /** End the session and leave. Rejects with the problem when the server could not be told. */
    signOut() {
      signingOut = endSession().finally(() => (signingOut = null))
      return signingOut
    },

    /**
     * Look again who this browser is signed in as: another tab may have changed it, and a chat in
     * which nothing happens does not tell that a session has ended, since nginx answers its polls.
     */
    async refresh() {
      const former = store.state.me
      if (former === null) return
      try {
        const person = await api.session()
        if (person.needs_factor) return leave(FACTORS)
        become(person)
        // A guest who has signed in knows it; who stands there as another member may not.
        if (former.is_guest && !person.is_guest) store.dispatch({ type: "session.noticed" })
      } catch (error) {
        if (error.type === ERROR.notSignedIn) await enter().catch(() => {}) // polls try on
      }
    },

    /** Whether signing out would lose words that were written and not sent. */
    hasUnsent: () => keepsakes.hasUnsent(),

    /** The reader has seen that they are somebody else now. */
    notice: () => store.dispatch({ type: "session.noticed" }),
  }
}

function explainLostCookie(error) {
  if (error.type === ERROR.notSignedIn) throw new ApiError({ type: ERROR.cookieRefused })
  throw error
}
