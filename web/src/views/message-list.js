import { isSame } from "../lib/same.js"
import { createRow, drawRow } from "./message-row.js"

/** The rows on the page, each drawn once and kept for as long as its key is among the rows. */
export function createMessageList({ element, formats }) {
  let shown = new Map() // key -> { row, node }

  function show(rows) {
    const next = new Map(rows.map((row) => [row.key, place(row)]))
    for (const [key, { node }] of shown) if (next.get(key)?.node !== node) node.remove()
    order([...next.values()])
    shown = next
  }

  function place(row) {
    const known = shown.get(row.key)
    if (!known || known.row.kind !== row.kind) return { row, node: createRow(row, formats) }
    if (!isSameRow(known.row, row)) drawRow(known.node, row, known.row, formats)
    return { row, node: known.node }
  }

  // Walks from the end, so that what stays in place is never touched and keeps focus and selection.
  function order(entries) {
    let after = null
    for (const { node } of entries.toReversed()) {
      if (node.parentNode !== element || node.nextSibling !== after) {
        element.insertBefore(node, after)
      }
      after = node
    }
  }

  return {
    show,
    clientIdOf: (node) => node.closest("[data-client-id]")?.dataset.clientId,
  }
}

function isSameRow(one, other) {
  return Object.keys(one).every((key) => isSame(one[key], other[key]))
}
