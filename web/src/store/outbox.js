import { DELIVERY } from "./state.js"

export const outboxReducers = {
  "message.queued": (state, { message }) => ({
    ...state,
    outbox: [
      ...state.outbox,
      { ...message, status: DELIVERY.sending, problem: null, retryAt: null },
    ],
  }),

  "message.sending": (state, { clientId }) =>
    patch(state, clientId, { status: DELIVERY.sending, problem: null, retryAt: null }),

  "message.delayed": (state, { clientId, retryAt }) =>
    patch(state, clientId, { status: DELIVERY.delayed, retryAt }),

  "message.failed": (state, { clientId, problem }) =>
    patch(state, clientId, { status: DELIVERY.failed, problem, retryAt: null }),

  /** Another id for a message whose first one the server will never take. */
  "message.relabelled": (state, { clientId, newClientId }) =>
    patch(state, clientId, { clientId: newClientId }),

  "message.discarded": (state, { clientId }) => ({
    ...state,
    outbox: state.outbox.filter((pending) => pending.clientId !== clientId),
  }),
}

function patch(state, clientId, change) {
  const outbox = state.outbox.map((pending) =>
    pending.clientId === clientId ? { ...pending, ...change } : pending,
  )
  return { ...state, outbox }
}

/**
 * The outbox of somebody who has just come in. What another member wrote in this tab is not sent in
 * this person's name, unless they say so.
 */
export function withhold(outbox, person) {
  const isAnothers = ({ memberId }) => memberId !== undefined && memberId !== person.id
  if (!outbox.some(isAnothers)) return outbox
  const problem = { type: "written-by-another" }
  return outbox.map((message) =>
    isAnothers(message) ? { ...message, status: DELIVERY.failed, problem, retryAt: null } : message,
  )
}

/** Whether an own message still waits for its turn or its answer. */
export function isUnderWay({ status }) {
  return status !== DELIVERY.failed
}
