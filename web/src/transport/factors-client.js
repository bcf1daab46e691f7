import { createCall } from "./call.js"

/**
 * The API of second factors: showing one, and setting one's own up. A password that is not given
 * is for accounts that have none.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createFactorsClient(fetcher) {
  const call = createCall(fetcher)

  return {
    sendCode: ({ ticket, code }) => call("POST", "/api/session/second-factor", { ticket, code }),

    /** What the browser wants to know; with the ticket of a first step only its person's will do. */
    askForPasskey: (ticket) => call("POST", "/api/session/passkey/options", { ticket }),
    sendPasskey: ({ ticket, credential }) =>
      call("POST", "/api/session/passkey", { ticket, credential }),

    factors: () => call("GET", "/api/account/factors"),

    beginTotp: (password) => call("POST", "/api/account/totp", { password }),
    confirmTotp: ({ ticket, code }) => call("PUT", "/api/account/totp", { ticket, code }),
    removeTotp: (password) => call("DELETE", "/api/account/totp", { password }),

    renewCodes: (password) => call("POST", "/api/account/recovery-codes", { password }),

    beginPasskey: (password) => call("POST", "/api/account/passkeys/options", { password }),
    addPasskey: ({ ticket, name, credential }) =>
      call("POST", "/api/account/passkeys", { ticket, name, credential }),
    removePasskey: (id, password) => call("DELETE", `/api/account/passkeys/${id}`, { password }),
  }
}
