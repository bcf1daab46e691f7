import { ApiError } from "../transport/api-error.js"

/**
 * Load one list of the store. `ask(filters, beforeId)` resolves to `{ items, more }`; failures show
 * in the list.
 */
export function createPages({ store, name, ask }) {
  const list = () => store.state[name]
  let turn = Promise.resolve() // of whoever goes on from what is shown

  const inTurn = (work) => (turn = turn.then(work, work))

  async function fetched(askFor) {
    const { filters } = list()
    try {
      const { news, items, more } = await askFor(filters)
      store.dispatch({ type: `${name}.${news}`, filters, items, more })
    } catch (error) {
      if (!(error instanceof ApiError)) throw error
      store.dispatch({ type: `${name}.failed`, filters })
    }
  }

  async function askAnew(filters, count = 0) {
    let page = await ask(filters, null)
    while (page.more && page.items.length < count && filters === list().filters) {
      const { items, more } = await ask(filters, page.items.at(-1).id)
      page = { items: [...page.items, ...items], more }
    }
    return { news: "arrived", ...page }
  }

  // Nobody follows somebody who is gone: where the last one shown is, all are asked for anew.
  async function askOn(filters) {
    const { items, hasMore } = list()
    const page = await ask(filters, items.at(-1).id)
    const isCutOff = hasMore && page.items.length === 0
    return isCutOff ? askAnew(filters, items.length + 1) : { news: "moreArrived", ...page }
  }

  return {
    /** From the beginning; `change` are the filters that are other than before. */
    load: (change = {}) => {
      store.dispatch({ type: `${name}.asked`, filters: { ...list().filters, ...change } })
      const page = fetched(askAnew)
      inTurn(() => page)
      return page
    },

    loadMore: () => {
      if (list().items.length > 0) store.dispatch({ type: `${name}.moreAsked` })
      return inTurn(() => fetched(list().items.length > 0 ? askOn : askAnew))
    },

    /** What is shown, as far as the reader has gone on in it, as it is now. */
    refresh: () => inTurn(() => fetched((filters) => askAnew(filters, list().items.length))),
  }
}
