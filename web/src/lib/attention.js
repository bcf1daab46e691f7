const NAME = "parley.attending."

/**
 * What the reader looks at, told to the other tabs of this browser: a tab holds a lock named for it,
 * which the browser takes from it when it is closed, however that happens. Without locks a tab knows
 * of itself only.
 */
export function createAttention(locks = globalThis.navigator?.locks) {
  let paid = null
  let release = () => {}

  function hold(name) {
    const isReleased = new Promise((resolve) => (release = resolve))
    locks?.request(name, { mode: "shared" }, () => isReleased)
  }

  return {
    /** The reader of this tab looks at this now; null: at nothing. */
    pay(thing) {
      release()
      release = () => {}
      paid = thing
      if (thing !== null) hold(NAME + thing)
    },

    /** Resolves to whether the reader of any tab looks at it. */
    async isPaidTo(thing) {
      if (thing === paid) return true
      const { held = [] } = (await locks?.query()) ?? {}
      return held.some(({ name }) => name === NAME + thing)
    },
  }
}
