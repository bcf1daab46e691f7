/**
 * Hold the state and let news change it. A reducer is a pure function `(state, news) => state`;
 * news that no reducer knows is a mistake of the caller and an error.
 *
 * @param {Record<string, Function>} reducers
 * @param {object} initialState
 */
export function createStore(reducers, initialState) {
  let state = initialState
  let isTelling = false
  let isStale = false
  const listeners = new Set()

  function tell() {
    isStale = true
    if (isTelling) return // a listener brought news: the loop below goes round once more
    isTelling = true
    try {
      while (isStale) {
        isStale = false
        for (const listener of [...listeners]) listener(state)
      }
    } finally {
      isTelling = false
    }
  }

  return {
    get state() {
      return state
    },

    dispatch(news) {
      if (!Object.hasOwn(reducers, news.type)) throw new Error(`No reducer for ${news.type}.`)
      const next = reducers[news.type](state, news)
      if (next === state) return
      state = next
      tell()
    },

    /** Call back with `select(state)` now and whenever it is another value. Returns the way out. */
    watch(select, listener) {
      let seen = select(state)
      const check = (current) => {
        const value = select(current)
        if (Object.is(value, seen)) return
        seen = value
        listener(value)
      }
      listeners.add(check)
      listener(seen)
      return () => listeners.delete(check)
    },
  }
}
