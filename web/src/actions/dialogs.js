/**
 * The dialogs of the page by name, so that whoever offers one need not know it. A button that names
 * one (`data-opens="browse"`) is shown only where somebody has brought it: see views/openers.js.
 */
export function createDialogs() {
  const known = new Map()

  return {
    /** Bring a dialog: `open(options)` shows it. */
    bring: (name, open) => known.set(name, open),
    has: (name) => known.has(name),

    open(name, options = {}) {
      if (!known.has(name)) throw new Error(`There is no dialog called ${name}.`)
      return known.get(name)(options)
    },
  }
}
