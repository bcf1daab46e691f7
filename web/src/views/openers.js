import { $ } from "../lib/jquery.js"
import { partsOf } from "./parts.js"

/**
 * Buttons that open a dialog somewhere else on the page: `data-opens` names it, and with
 * `data-members-only` guests never see the button.
 */
export function createOpeners({ element, store, dialogs }) {
  const $app = $(element)

  function show(me) {
    $app.find("[data-opens]").each((_, button) => {
      const isFor = !("membersOnly" in button.dataset) || (me !== null && !me.is_guest)
      $(button).prop("hidden", !isFor || !dialogs.has(button.dataset.opens))
    })
  }

  return {
    start() {
      $app.on("click", "[data-opens]", ({ currentTarget }) => {
        currentTarget.focus() // some browsers do not, and the dialog could not give it back
        dialogs.open(currentTarget.dataset.opens, { opener: currentTarget })
      })
      // A card on the stage comes with buttons of its own.
      store.watch(
        partsOf(({ me, place }) => [me, place.stage]),
        ([me]) => show(me),
      )
    },
  }
}
