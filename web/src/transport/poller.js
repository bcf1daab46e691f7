/**
 * Repeats one step at a pace: never two at once, the next counted from the start of the last,
 * longer and longer apart while it fails.
 *
 * `step` resolves to true when there is more to fetch at once, and rejects when it failed;
 * `onFailure(error, waitMs)` and `onSuccess()` hear how each one ended; `waitAfter(error,
 * failures)` says how long to rest after a failure.
 */
export class Poller {
  #options
  #timer = null
  #isRunning = false
  #isStepping = false
  #wantsWake = false
  #failures = 0

  constructor(options) {
    this.#options = { now: () => performance.now(), ...options }
    this.intervalMs = options.intervalMs
  }

  /** Begin at once. Starting twice is harmless. */
  start() {
    if (this.#isRunning) return
    this.#isRunning = true
    if (!this.#isStepping) this.#schedule(0)
  }

  /** Take no further step. One that is under way ends unheard. */
  stop() {
    this.#isRunning = false
    this.#wantsWake = false
    clearTimeout(this.#timer)
  }

  /** Change the pace from the next step on. */
  setInterval(intervalMs) {
    this.intervalMs = intervalMs
  }

  /** Take the next step now, or as soon as the one under way has ended. */
  wake() {
    if (!this.#isRunning) return
    if (this.#isStepping) this.#wantsWake = true
    else this.#schedule(0)
  }

  #schedule(delayMs) {
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#run(), delayMs)
  }

  async #run() {
    this.#isStepping = true
    this.#wantsWake = false
    const startedAt = this.#options.now()
    const delayMs = await this.#take(startedAt)
    this.#isStepping = false
    if (this.#isRunning) this.#schedule(this.#wantsWake ? 0 : delayMs)
  }

  /** Take one step; resolves to the time until the next. */
  async #take(startedAt) {
    try {
      const hasMore = await this.#options.step()
      this.#failures = 0
      if (this.#isRunning) this.#options.onSuccess()
      const spent = this.#options.now() - startedAt
      return hasMore ? 0 : Math.max(0, this.intervalMs - spent)
    } catch (error) {
      this.#failures += 1
      const waitMs = this.#options.waitAfter(error, this.#failures)
      if (this.#isRunning) this.#options.onFailure(error, waitMs)
      return waitMs
    }
  }
}
