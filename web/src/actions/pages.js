import { ApiError } from "../transport/api-error.js"

/**
 * Load one list of the store. `ask(filters, beforeId)` resolves to `{ items, more }`; failures show
 * in the list.
 */
export function createPages({ store, name, ask }) {
  const list = () => store.state[name]
  let turn = Promise.resolve() // of whoever goes on from what is shown

  const inTurn = (work) => (turn = turn.then(work, work))

  const fetchPage = (news, beforeId) => fetched(news, (filters) => ask(filters, beforeId))

  async function fetched(news, askFor) {
    const { filters } = list()
    try {
      const { items, more } = await askFor(filters)
      store.dispatch({ type: `${name}.${news}`, filters, items, more })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: `${name}.failed`, filters })
    }
  }

  function fetchMore() {
    const last = list().items.at(-1)
    return last ? fetchPage("moreArrived", last.id) : fetchPage("arrived", null)
  }

  async function askAtLeast(count, filters) {
    let page = await ask(filters, null)
    while (page.more && page.items.length < count && filters === list().filters) {
      const { items, more } = await ask(filters, page.items.at(-1).id)
      page = { items: [...page.items, ...items], more }
    }
    return page
  }

  return {
    /** From the beginning; `change` are the filters that are other than before. */
    load: (change = {}) => {
      store.dispatch({ type: `${name}.asked`, filters: { ...list().filters, ...change } })
      const page = fetchPage("arrived", null)
      inTurn(() => page)
      return page
    },

    loadMore: () => {
      if (list().items.length > 0) store.dispatch({ type: `${name}.moreAsked` })
      return inTurn(fetchMore)
    },

    /** What is shown, as far as the reader has gone on in it, as it is now. */
    refresh: () =>
      inTurn(() => fetched("arrived", (filters) => askAtLeast(list().items.length, filters))),
  }
}
