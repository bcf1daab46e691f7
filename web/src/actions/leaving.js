import { entranceAddress, NOTE } from "../lib/arrival.js"
import { FACTORS } from "../lib/paths.js"
import { ERROR } from "../transport/api-error.js"

/**
 * Go to another page. Whoever waits for it waits for good: nothing on this page may go on, answer
 * or fail in the moments that it is still there.
 */
export function createLeave(go) {
  return (path) => {
    go(path)
    return new Promise(() => {})
  }
}

/**
 * Make calls for somebody who is signed in. When the session has ended, they sign in again; where
 * the owners ask for a second factor, they set one up first. The page where that is done stays, and
 * gives `onFactorNeeded`: whoever made the call then hears of the refusal.
 */
export function createSignedIn({ leave, next, onFactorNeeded = () => leave(FACTORS) }) {
  return async (call) => {
    try {
      return await call()
    } catch (error) {
      if (error.type === ERROR.secondFactorRequired) await onFactorNeeded()
      if (error.type !== ERROR.notSignedIn) throw error
      return leave(entranceAddress({ note: NOTE.ended, next }))
    }
  }
}
