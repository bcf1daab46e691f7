/** How far a list has come that a page shows. */
export const LIST = { loading: "loading", growing: "growing", ready: "ready", failed: "failed" }

/** A list of things with an id that is fetched whole or page by page, by filters. */
export const createList = (filters = {}) => ({
  status: LIST.loading,
  items: [],
  hasMore: false,
  filters,
})

/**
 * The reducers of one list of the state. News carries `filters` with everything that was asked, so
 * that an answer to what nobody asks for any more changes nothing.
 */
export function listReducers(name) {
  const change = (state, list) => ({ ...state, [name]: { ...state[name], ...list } })
  const isStale = (state, { filters }) => filters !== undefined && filters !== state[name].filters

  return {
    /** From the beginning; what is shown stays until the answer comes. */
    [`${name}.asked`]: (state, { filters }) =>
      change(state, { status: LIST.loading, filters: filters ?? state[name].filters }),

    [`${name}.moreAsked`]: (state) => change(state, { status: LIST.growing }),

    [`${name}.arrived`]: (state, news) => {
      if (isStale(state, news)) return state
      return change(state, { status: LIST.ready, items: news.items, hasMore: Boolean(news.more) })
    },

    [`${name}.moreArrived`]: (state, news) => {
      if (isStale(state, news)) return state
      const items = [...state[name].items, ...news.items]
      return change(state, { status: LIST.ready, items, hasMore: news.more })
    },

    [`${name}.failed`]: (state, news) =>
      isStale(state, news) ? state : change(state, { status: LIST.failed }),

    [`${name}.changed`]: (state, { item }) =>
      change(state, {
        items: state[name].items.map((each) => (each.id === item.id ? item : each)),
      }),

    [`${name}.added`]: (state, { item }) => change(state, { items: [item, ...state[name].items] }),

    [`${name}.removed`]: (state, { id }) =>
      change(state, { items: state[name].items.filter((each) => each.id !== id) }),
  }
}
