/** Draw the members of a list anew; whoever stands at the top of the scrolled view stays there. */
export function redrawInPlace(list, scroller, draw) {
  const places = placesInView(list, scroller)
  draw()
  for (const [id, top] of places) {
    const row = list.querySelector(`[data-member="${id}"]`)
    if (row) return (scroller.scrollTop += topOf(row) - top)
  }
}

// None where the list begins in view: whoever comes first there is to be seen.
function placesInView(list, scroller) {
  const edge = topOf(scroller)
  if (topOf(list) >= edge) return []
  const rows = [...list.children].filter((row) => row.getBoundingClientRect().bottom > edge)
  return rows.map((row) => [row.dataset.member, topOf(row)])
}

const topOf = (element) => element.getBoundingClientRect().top
