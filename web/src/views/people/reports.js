import { $ } from "../../lib/jquery.js"
import { refusalText, texts } from "../../texts.js"
import { createListFoot } from "./list-foot.js"
import { drawReport } from "./report-row.js"

/** Messages that were reported: what was said, by whom, and that it is dealt with. */
export function createReports({ element, store, actions, formats }) {
  const $part = $(element)
  const $list = $part.find("[data-report-list]")
  const $state = $part.find("[name=report_state]")
  const $problem = $part.find("[data-reports-problem]")
  const $done = $part.find("[data-reports-done]")
  const foots = Object.keys(texts.reportStates).map((state) => createFoot(state))

  function createFoot(state) {
    const $foot = $part.find(`[data-list-foot="${state}"]`)
    const foot = createListFoot({
      element: $foot,
      emptyWords: texts.noReports[state],
      onMore: actions.reports.loadMore,
      onRetry: () => actions.reports.load(),
    })
    return { ...foot, state, $foot }
  }

  function show({ reports, myRooms }) {
    $list.empty().append(reports.items.map((each) => drawReport(each, { myRooms, formats })))
    for (const { state, $foot, show: draw } of foots) {
      if (state === reports.filters.state) draw(reports)
      else $foot.prop("hidden", true)
    }
  }

  function choose() {
    say("")
    actions.reports.load({ state: $state.val() })
  }

  function say(problem, done = "") {
    $problem.text(problem)
    $done.text(done)
  }

  async function turn({ currentTarget }) {
    const { id, turn: to } = currentTarget.dataset
    const isResolved = to === "resolved"
    say("")
    try {
      await actions.turnReport(Number(id), isResolved)
      say("", isResolved ? texts.reportResolved : texts.reportReopened)
      $done.trigger("focus") // the button is gone
    } catch (error) {
      say(refusalText(error))
    }
  }

  return {
    start() {
      $state.append(
        Object.entries(texts.reportStates).map(
          ([state, words]) => $("<option>").val(state).text(words)[0],
        ),
      )
      $state.on("change", choose)
      for (const foot of foots) foot.start()
      $list.on("click", "[data-turn]", turn)
      $part.on("submit", (event) => event.preventDefault())
      store.watch(
        (state) => state.reports,
        () => show(store.state),
      )
      store.watch(
        (state) => state.myRooms,
        () => show(store.state),
      )
    },
  }
}
