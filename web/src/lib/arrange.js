/**
 * Make these the children of an element, in this order. What stays in its place is not touched: it
 * keeps the focus, a selection, and a press that has begun on it.
 */
export function arrange(parent, nodes) {
  const staying = new Set(nodes)
  for (const child of [...parent.childNodes]) if (!staying.has(child)) child.remove()
  let after = null
  for (const node of nodes.toReversed()) {
    if (node.nextSibling !== after || node.parentNode !== parent) parent.insertBefore(node, after)
    after = node
  }
}

/** Shows lists of plain data in an element; of each item that is there again the node stays. */
export function createArranged(parent, draw) {
  let shown = new Map() // item as text -> node

  return function show(items) {
    const next = items.map((item) => JSON.stringify(item))
    shown = new Map(next.map((key, index) => [key, shown.get(key) ?? draw(items[index])]))
    arrange(parent, [...shown.values()])
  }
}
