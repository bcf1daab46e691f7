import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"

/** Where the owners ask for a second factor: says so in the card for it, and puts that first, and the link to it. */
export function createFactorWish({ element, card, link, store }) {
  const $note = $(element)

  function show(isNeeded) {
    if (isNeeded) {
      $note.prop("hidden", false)
      $(card).siblings("section").first().before(card)
      $(link).parent().prepend(link)
    }
    $note.text(isNeeded ? texts.factorNeeded : texts.factorNeededDone)
  }

  return {
    start: () => store.watch((state) => Boolean(state.me?.needs_factor), show),
  }
}
