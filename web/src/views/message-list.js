import { arrange } from "../lib/arrange.js"
import { isSame } from "../lib/same.js"
import { createRow, drawRow } from "./message-row.js"

/** The rows on the page, each drawn once and kept for as long as its key is among the rows. */
export function createMessageList({ element, formats }) {
  let shown = new Map() // key -> { row, node }

  function show(rows) {
    shown = new Map(rows.map((row) => [row.key, place(row)]))
    arrange(
      element,
      [...shown.values()].map(({ node }) => node),
    )
  }

  function place(row) {
    const known = shown.get(row.key)
    if (!known || known.row.kind !== row.kind) return { row, node: createRow(row, formats) }
    if (!isSameRow(known.row, row)) drawRow(known.node, row, known.row, formats)
    return { row, node: known.node }
  }

  return {
    show,
    clientIdOf: (node) => node.closest("[data-client-id]")?.dataset.clientId,
  }
}

function isSameRow(one, other) {
  return Object.keys(one).every((key) => isSame(one[key], other[key]))
}
