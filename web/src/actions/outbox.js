import { uuid } from "../lib/uuid.js"
import { isUnderWay } from "../store/outbox.js"
import { currentRoom } from "../store/selectors.js"
import { ApiError, ERROR } from "../transport/api-error.js"

export const OUTBOX_LIMIT = 50
const SHORTEST_WAIT_MS = 500

/** Own messages on their way: one after the other, so that they arrive in the order written. */
export function createOutbox({ api, store, session, now = Date.now, sleep = wait }) {
  let isDelivering = false

  async function deliverAll() {
    if (isDelivering || !store.state.areRoomsKnown) return
    isDelivering = true
    try {
      for (let next; (next = store.state.outbox.find(isUnderWay));) await deliver(next)
    } finally {
      isDelivering = false
    }
  }

  async function deliver({ clientId, roomId, content }) {
    store.dispatch({ type: "message.sending", clientId })
    try {
      const message = await session.signedIn(() => api.post({ roomId, content, clientId }))
      store.dispatch({ type: "message.accepted", clientId, message })
    } catch (error) {
      if (error.type === ERROR.tooFast) await delay(clientId, error)
      else fail(clientId, error)
    }
  }

  async function delay(clientId, { retryAfterMs }) {
    const waitMs = Math.max(retryAfterMs ?? 0, SHORTEST_WAIT_MS)
    store.dispatch({ type: "message.delayed", clientId, retryAt: now() + waitMs })
    await sleep(waitMs)
  }

  function fail(clientId, error) {
    if (!(error instanceof ApiError)) throw error
    store.dispatch({ type: "message.failed", clientId, problem: error.toProblem() })
  }

  return {
    /**
     * Show a message at once and send it. Returns false where it cannot be taken on. `mentions` are
     * those whom tokens in it mean, as far as they are known.
     */
    post(content, mentions = []) {
      const { me, outbox } = store.state
      const room = currentRoom(store.state)
      if (room === null || outbox.length >= OUTBOX_LIMIT) return false
      const createdAt = new Date(now()).toISOString()
      const message = { clientId: uuid(), roomId: room.id, content, mentions, createdAt }
      store.dispatch({ type: "message.queued", message: { ...message, ...authorOf(me) } })
      deliverAll()
      return true
    },

    /** Try a message that was not sent once more. */
    retry(clientId) {
      const pending = store.state.outbox.find((message) => message.clientId === clientId)
      if (!pending) return
      store.dispatch({ type: "message.sending", clientId })
      if (pending.problem?.type === ERROR.clientIdTaken) relabel(store, clientId)
      deliverAll()
    },

    discard: (clientId) => store.dispatch({ type: "message.discarded", clientId }),

    /** Go on with what an earlier life of this page left unsent. */
    resume: deliverAll,
  }
}

// Whose words these are matters only where there is an account that one can lose and find again.
function authorOf(me) {
  return me && !me.is_guest ? { memberId: me.id } : {}
}

// The id belongs to a message of the person one was before the session ended.
function relabel(store, clientId) {
  store.dispatch({ type: "message.relabelled", clientId, newClientId: uuid() })
}

function wait(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
