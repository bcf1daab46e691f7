/**
 * What to watch for a view that draws several parts of the state: one value, which changes when any
 * of them does. `select(state)` gives the parts as a list.
 */
export function partsOf(select) {
  let last = []
  return (state) => {
    const parts = select(state)
    if (parts.some((part, index) => part !== last[index])) last = parts
    return last
  }
}
