import { createForm } from "../forms/form.js"

const OFFER_MS = 9 * 60_000 // what the server asked may be answered for ten minutes

/**
 * Signing in by a passkey alone: by the button, or by picking one where the browser fills in user
 * names. That offer stands as long as the form does.
 */
export function createPasskeyForm({ element, actions }) {
  let picked = null
  let isOffered = false
  let timer = null
  const form = createForm({ element, send })

  async function send() {
    const credential = picked
    picked = null
    try {
      return await (credential ? actions.usePicked(credential) : actions.usePasskey())
    } catch (error) {
      isOffered = false // the browser's dialog has ended the offer
      offer()
      throw error
    }
  }

  async function renew() {
    clearTimeout(timer)
    timer = setTimeout(renew, OFFER_MS)
    const credential = await actions.offerPasskey()
    if (!credential) return
    picked = credential
    element.requestSubmit()
  }

  function offer() {
    if (isOffered) return
    isOffered = true
    renew()
  }

  return { ...form, offer }
}
