/** The kinds of failure that callers tell apart. The server's own codes stay as they are. */
export const ERROR = {
  unreachable: "unreachable", // no answer at all: offline, refused, timed out
  unreadable: "unreadable", // an answer, but not ours: a captive portal, a broken proxy
  cookieRefused: "cookie-refused", // signed in a moment ago, and unknown again
  invalid: "invalid",
  notFound: "not-found",
  notSignedIn: "not-signed-in",
  clientIdTaken: "client-id-taken",
  tooFast: "too-fast",
  guestsClosed: "guests-closed",
  addressBanned: "address-banned",
  linkGone: "link-gone",
  ticketExpired: "ticket-expired",
  secondFactorRequired: "second-factor-required",
}

/** A call that failed, in the terms of the contract (RFC 9457). The only error transport throws. */
export class ApiError extends Error {
  /**
   * @param {{type: string, status?: number, detail?: string, errors?: {field: string,
   *   message: string}[], retryAfterMs?: number|null}} problem
   */
  constructor({ type, status = 0, detail = "", errors = [], retryAfterMs = null }) {
    super(detail || type)
    this.name = "ApiError"
    Object.assign(this, { type, status, detail, errors, retryAfterMs })
  }

  /** The same facts as plain data, for a store that keeps no objects. */
  toProblem() {
    const { type, status, detail, errors, retryAfterMs } = this
    return { type, status, detail, errors, retryAfterMs }
  }
}
