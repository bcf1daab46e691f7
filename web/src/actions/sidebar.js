/** How the list of rooms is shown, which this browser remembers. */
export function createSidebar({ store, keepsakes }) {
  function change(news) {
    store.dispatch(news)
    const { order, folded } = store.state.sidebar
    keepsakes.keepSidebar({ order, folded })
  }

  return {
    order: (order) => change({ type: "sidebar.ordered", order }),
    fold: (section, isFolded) => change({ type: "sidebar.folded", section, isFolded }),
    filter: (filter) => store.dispatch({ type: "sidebar.filtered", filter }),
  }
}
