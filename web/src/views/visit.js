import { $ } from "../lib/jquery.js"
import { PHASE } from "../store/visit.js"
import { troubleText } from "../texts.js"

/** A page about accounts before it has its answers: the wait, and the trouble. */
export function createVisitView({ element, store, onTryAgain, isShown = () => true }) {
  const $page = $(element)

  function show(state) {
    const isOpen = state.phase === PHASE.open && isShown(state)
    $page.attr("aria-busy", String(state.phase === PHASE.opening))
    $page.find("[data-opening]").prop("hidden", isOpen || state.phase === PHASE.trouble)
    $page.find("[data-content]").prop("hidden", !isOpen)
    $page.find("[data-trouble]").prop("hidden", state.phase !== PHASE.trouble)
    if (state.problem) $page.find("[data-trouble-words]").text(troubleText(state.problem))
  }

  return {
    start() {
      $page.on("click", "[data-try-again]", onTryAgain)
      store.watch((state) => state, show)
    },
  }
}
