import { ApiError } from "../transport/api-error.js"

/**
 * Load one list of the store. `ask(filters, beforeId)` resolves to `{ items, more }`; failures show
 * in the list.
 */
export function createPages({ store, name, ask }) {
  const list = () => store.state[name]

  async function fetchPage(news, beforeId) {
    const { filters } = list()
    try {
      const { items, more } = await ask(filters, beforeId)
      store.dispatch({ type: `${name}.${news}`, filters, items, more })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: `${name}.failed`, filters })
    }
  }

  return {
    /** From the beginning; `change` are the filters that are other than before. */
    load: (change = {}) => {
      store.dispatch({ type: `${name}.asked`, filters: { ...list().filters, ...change } })
      return fetchPage("arrived", null)
    },

    loadMore: () => {
      const last = list().items.at(-1)
      if (!last) return fetchPage("arrived", null)
      store.dispatch({ type: `${name}.moreAsked` })
      return fetchPage("moreArrived", last.id)
    },
  }
}
