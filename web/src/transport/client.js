import { createCall } from "./call.js"
import { directoryCalls } from "./directory-client.js"
import { invitationCalls } from "./invitations-client.js"
import { memberCalls } from "./members-client.js"
import { messageCalls } from "./messages-client.js"
import { roomCalls } from "./rooms-client.js"
import { signalCalls } from "./signals-client.js"

/**
 * The API of the conversation as functions. Each returns data or throws `ApiError`; none has seen
 * the page.
 *
 * @param {typeof fetch} [fetcher]
 */
export function createClient(fetcher) {
  const call = createCall(fetcher)

  return {
    session: () => call("GET", "/api/session"),
    joining: () => call("GET", "/api/joining"),
    becomeGuest: () => call("POST", "/api/session/guest", {}),
    signOut: () => call("DELETE", "/api/session"),
    rename: (name) => call("PATCH", "/api/session", { name }),
    ...roomCalls(call),
    ...memberCalls(call),
    ...messageCalls(call),
    ...signalCalls(call),
    ...directoryCalls(call),
    ...invitationCalls(call),
  }
}
