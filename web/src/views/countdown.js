import { texts } from "../texts.js"
import { createTicker } from "./ticker.js"

const SECOND_MS = 1_000

/** Says every second how long it is until the next attempt. */
export function createCountdown(say, now = Date.now) {
  let retryAt = null
  const ticker = createTicker(tick)

  function tick() {
    const seconds = Math.max(0, Math.ceil((retryAt - now()) / SECOND_MS))
    say(texts.tryingIn(seconds))
    ticker.set(seconds > 0 ? SECOND_MS : null)
  }

  return {
    start(connection) {
      retryAt = connection.retryAt
      if (retryAt !== null) return tick()
      say(texts.trying)
      ticker.set(null)
    },
    stop: () => ticker.set(null),
  }
}
