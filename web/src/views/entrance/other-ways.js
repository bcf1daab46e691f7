import { $ } from "../../lib/jquery.js"
import { DOOR, doorOf, providersFor } from "../../store/entrance.js"
import { PHASE } from "../../store/visit.js"
import { texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"
import { createBareForm } from "./bare-form.js"

/** The ways in beside the form: a button for each other service, next to the one for passkeys. */
export function createOtherWays({ element, store, begin, hasPasskeys }) {
  const $ways = $(element)
  const $providers = $ways.find("[data-providers]")

  function show(providers) {
    $providers
      .empty()
      .append(providers.map(draw))
      .prop("hidden", providers.length === 0)
  }

  function draw({ id, name }) {
    const $form = cloneTemplate("provider-template")
    $form.find("[data-provider-words]").text(texts.continueWith(name))
    createBareForm({ element: $form[0], send: () => begin(id) }).start()
    return $form[0]
  }

  const isOpen = (state) => state.phase === PHASE.open
  const areThere = (state) =>
    providersFor(state).length > 0 || (hasPasskeys && doorOf(state) === DOOR.signIn)

  return {
    start() {
      store.watch(
        (state) => (isOpen(state) ? providersFor(state) : null),
        (all) => show(all ?? []),
      )
      store.watch(
        (state) => isOpen(state) && areThere(state),
        (isShown) => $ways.prop("hidden", !isShown),
      )
    },
  }
}
