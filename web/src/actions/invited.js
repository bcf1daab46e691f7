import { roomAddress } from "../lib/addresses.js"
import { ApiError, ERROR } from "../transport/api-error.js"

/** The way into the room of an invitation, for somebody who is signed in to an account. */
export function createInvited({ api, store, keepsakes }) {
  /** Come into the room; gives its address. Rejects with the problem where that is not possible. */
  async function address() {
    try {
      return roomAddress(await api.useInvitation(store.state.invitation))
    } catch (error) {
      if (error.type === ERROR.linkGone) keepsakes.keepInvitation(null)
      throw error
    }
  }

  return {
    address,

    /** The same for who has just signed in, and is in all the same: then on to `next`. */
    async addressOr(next) {
      if (store.state.invitation === null) return next
      try {
        return await address()
      } catch (error) {
        if (!(error instanceof ApiError)) throw error
        return next
      }
    },
  }
}
