import { $ } from "../../lib/jquery.js"
import { LIST } from "../../store/lists.js"
import { refusalText, texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

/** Where one is signed in, and ending what should not be. */
export function createSessions({ element, store, account, confirm, formats }) {
  const $card = $(element)
  const $list = $card.find("[data-session-list]")
  const $problem = $card.find("[data-sessions-problem]")
  const $done = $card.find("[data-sessions-done]")

  function show({ status, items }) {
    $list.empty().append(items.map((session) => draw(session, formats)))
    $card.find("[data-sessions-again]").prop("hidden", status !== LIST.failed)
    $card.find("[data-end-others]").prop("hidden", items.length < 2)
    if (status === LIST.failed) $problem.text(texts.loadFailed)
  }

  async function attempt(deed, words) {
    $problem.text("")
    $done.text("")
    try {
      await deed()
      if (words) $done.text(words).attr("tabindex", -1).trigger("focus")
    } catch (error) {
      $problem.text(refusalText(error))
    }
  }

  async function endOthers() {
    const isMeant = await confirm.ask({
      title: texts.endOthersTitle,
      words: texts.endOthersWords,
      yes: texts.endOthers,
      no: texts.cancel,
    })
    if (isMeant) await attempt(account.endOtherSessions, texts.othersEnded)
  }

  return {
    start() {
      $card.on("click", "[data-end]", ({ currentTarget }) => {
        const { id } = currentTarget.dataset
        attempt(() => account.endSession(Number(id)), texts.sessionEnded)
      })
      $card.on("click", "[data-end-others]", endOthers)
      $card.on("click", "[data-sessions-again]", () => attempt(account.loadSessions))
      store.watch((state) => state.sessions, show)
    },
  }
}

function draw(session, formats) {
  const $row = cloneTemplate("session-template")
  const { device, address, is_current: isCurrent } = session
  const [first, last] = [session.created_at, session.last_seen_at].map((at) => new Date(at))
  $row.find("[data-device]").text(device)
  $row.find("[data-current]").prop("hidden", !isCurrent)
  $row.find("[data-address]").text(address)
  $row.find("[data-times]").text(texts.sessionTimes(formats.moment(first), formats.moment(last)))
  $row
    .find("[data-end]")
    .prop("hidden", isCurrent)
    .attr({ "data-id": session.id, "aria-label": texts.endSessionOn(device) })
  return $row[0]
}
