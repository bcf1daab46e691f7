// The only file that knows @simplewebauthn/browser.
import {
  browserSupportsWebAuthnAutofill,
  startAuthentication,
  startRegistration,
} from "@simplewebauthn/browser"

const IP_ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[.*\])$/
const KNOWN_ALREADY = "InvalidStateError" // W3C WebAuthn, 5.1.3: one of the excluded ones is there

/** What came of it when the browser did not do what was asked; forms show it like a refusal. */
export class PasskeyError extends Error {
  constructor(type, cause) {
    super(type, { cause })
    Object.assign(this, { type, status: 0 })
  }
}

/**
 * Why there are no passkeys at this address: the key of a sentence, or nothing. They belong to a
 * name, and browsers keep them from pages that somebody on the way could have changed.
 */
export function passkeyFault({ isSecureContext, PublicKeyCredential, location } = globalThis) {
  if (IP_ADDRESS.test(location.hostname)) return "onAddress"
  if (!isSecureContext) return "insecure"
  return PublicKeyCredential ? null : "unsupported"
}

/** Let the browser make a passkey, from what the server wants to know. */
export async function makePasskey(options) {
  try {
    return await startRegistration({ optionsJSON: options })
  } catch (error) {
    const isKnown = error.name === KNOWN_ALREADY
    throw new PasskeyError(isKnown ? "passkey-known" : "passkey-not-made", error)
  }
}

/** Let the reader show a passkey. */
export async function showPasskey(options) {
  try {
    return await startAuthentication({ optionsJSON: options })
  } catch (error) {
    throw new PasskeyError("passkey-not-shown", error)
  }
}

/** Whether the browser can offer passkeys among the user names that it fills in. */
export const canOfferPasskey = () => browserSupportsWebAuthnAutofill().catch(() => false)

/** Offer passkeys there; resolves to the one that was picked, or to null once nothing can be. */
export async function offerPasskey(options) {
  try {
    return await startAuthentication({ optionsJSON: options, useBrowserAutofill: true })
  } catch {
    return null // asked anew by a button, or not wanted: nobody has to hear of it
  }
}
