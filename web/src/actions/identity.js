import { entranceAddress, NOTE } from "../lib/arrival.js"
import { ERROR } from "../transport/api-error.js"

/**
 * Who the browser is signed in as: a member, or else a guest where there may be guests. Whoever
 * has an account is never quietly made a guest: when their session has ended, they sign in again.
 */
export function createIdentity({ api, store, keepsakes, withLock, leave, here }) {
  async function identify() {
    try {
      return await api.session()
    } catch (error) {
      if (error.type !== ERROR.notSignedIn) throw error
      if (!wasMember()) return becomeGuest()
      return leave(entranceAddress({ note: NOTE.ended, next: here() }))
    }
  }

  // The mark in the browser tells of a session that ended while no page was open, or that another
  // tab has brought about.
  function wasMember() {
    const { me } = store.state
    return keepsakes.wasMember() || (me !== null && !me.is_guest)
  }

  async function becomeGuest() {
    const { guests } = await api.joining()
    if (!guests) return leave(entranceAddress({ next: here() }))
    try {
      // Two tabs opened at once would become two guests; the second one in here finds the
      // first one's cookie, and the server answers with the same person.
      return await withLock("session", api.becomeGuest)
    } catch (error) {
      return leaveIfUnwelcome(error)
    }
  }

  function leaveIfUnwelcome(error) {
    if (error.type === ERROR.guestsClosed) return leave(entranceAddress())
    if (error.type === ERROR.addressBanned) return leave(entranceAddress({ note: NOTE.banned }))
    throw error
  }

  return { identify, leaveIfUnwelcome }
}
