import { entranceAddress } from "../../lib/arrival.js"
import { $ } from "../../lib/jquery.js"
import { HOME } from "../../lib/paths.js"
import { DOOR, doorOf, isInside } from "../../store/entrance.js"
import { PHASE } from "../../store/visit.js"
import { texts } from "../../texts.js"

/** The ways on from where there is nothing to fill in any more. */
export function createOnward({ element, store }) {
  const $onward = $(element)

  function show(state) {
    if (state.phase !== PHASE.open) return
    // Who has just made an account is in; whoever opens a link in a mail may be anybody.
    const isNew = doorOf(state) === DOOR.mailSent
    const isIn = isNew || isInside(state)
    const goesOn = isNew ? state.next : HOME
    $onward
      .find("[data-onward]")
      .text(isIn ? texts.toChat : texts.signIn)
      .attr("href", isIn ? goesOn : entranceAddress())
    $onward.find("[data-onward-account]").prop("hidden", !isIn)
  }

  return {
    start: () => store.watch((state) => state, show),
  }
}
