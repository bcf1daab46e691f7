import { createCall } from "./call.js"
import { invitationCalls } from "./invitations-client.js"

/**
 * The API of joining, signing in and one's own account.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createAccountClient(fetcher) {
  const call = createCall(fetcher)

  return {
    session: () => call("GET", "/api/session"),
    joining: () => call("GET", "/api/joining"),

    signIn: ({ username, password }) => call("POST", "/api/session", { username, password }),
    signInByLink: (token) => call("POST", "/api/session/link", { token }),
    signOut: () => call("DELETE", "/api/session"),

    /** Make the owner's account. Names that are not given are left to the server. */
    setUp: ({ token, username, password, name, mail }) =>
      call("POST", "/api/setup", { token, username, password, name, mail }),

    /** Make an account; for a guest's browser, out of the guest. */
    signUp: ({ username, password, name, invitation, mail }) =>
      call("POST", "/api/account", { username, password, name, invitation, mail }),

    /** Have a one-time link sent to whoever this is. The answer is the same for everybody. */
    recover: (account) => call("POST", "/api/recovery", { account }),

    details: () => call("GET", "/api/account"),
    changeMail: ({ mail, password }) => call("PUT", "/api/account/mail", { mail, password }),
    removeMail: (password) => call("DELETE", "/api/account/mail", { password }),
    confirmMail: (token) => call("POST", "/api/account/mail/confirmation", { token }),

    rename: (name) => call("PATCH", "/api/session", { name }),

    changeUsername: ({ username, password }) =>
      call("PATCH", "/api/account", { username, password }),

    changePassword: ({ currentPassword, password }) =>
      call("PUT", "/api/account/password", { current_password: currentPassword, password }),

    deleteAccount: ({ password, messages }) =>
      call("DELETE", "/api/account", { password, messages }),

    useInvitation: invitationCalls(call).useInvitation,

    sessions: async () => (await call("GET", "/api/sessions")).sessions,
    endSession: (id) => call("DELETE", `/api/sessions/${id}`),
    endOtherSessions: () => call("DELETE", "/api/sessions"),

    tokens: async () => (await call("GET", "/api/tokens")).tokens,
    makeToken: ({ name, scope, password }) =>
      call("POST", "/api/tokens", { name, scope, password }),
    revokeToken: (id) => call("DELETE", `/api/tokens/${id}`),
  }
}
