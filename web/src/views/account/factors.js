import { $ } from "../../lib/jquery.js"
import { hasFactor } from "../../store/factors.js"
import { LIST } from "../../store/lists.js"
import { refusalText, texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

/** One's second factors: what there is, and the ways to more or less of it. */
export function createFactorsCard({ element, store, factors, deeds, formats, fault }) {
  const $card = $(element)
  const $problem = $card.find("[data-factors-problem]")
  const $done = $card.find("[data-factors-done]")

  function show({ factors: own }) {
    const { status, hasTotp, codesLeft, passkeys } = own
    if (status === LIST.loading) return // what is shown stays until the answer comes
    const isKnown = status === LIST.ready
    $card.find("[data-factors-known]").prop("hidden", !isKnown)
    $card.find("[data-factors-again]").prop("hidden", isKnown)
    $problem.text(isKnown ? "" : texts.loadFailed)
    $card.find("[data-totp-on], [data-deed=removeTotp]").prop("hidden", !hasTotp)
    $card.find("[data-deed=setUpTotp]").prop("hidden", hasTotp)
    $card.find("[data-totp-words]").text(hasTotp ? texts.totpOn : texts.totpOff)
    $card.find("[data-passkey-list]").empty().append(passkeys.map(draw))
    $card.find("[data-codes]").prop("hidden", !hasFactor({ factors: own }))
    $card.find("[data-codes-left]").text(texts.codesLeft(codesLeft))
  }

  function draw({ id, name, created_at: made, last_used_at: used }) {
    const $row = cloneTemplate("passkey-template")
    const moment = (at) => at && formats.moment(new Date(at))
    $row.find("[data-passkey-name]").text(name)
    $row.find("[data-passkey-times]").text(texts.passkeyTimes(moment(made), moment(used)))
    $row
      .find("[data-deed]")
      .attr({ "data-passkey-id": id, "aria-label": texts.removePasskey(name) })
    return $row[0]
  }

  async function attempt({ dataset }) {
    $problem.text("")
    $done.text("")
    $card.attr("aria-busy", "true")
    try {
      const words = await deeds[dataset.deed](Number(dataset.passkeyId))
      if (words) $done.text(words).attr("tabindex", -1).trigger("focus")
    } catch (error) {
      $problem.text(refusalText(error))
    }
    $card.attr("aria-busy", "false")
  }

  return {
    start() {
      $card.find("[data-no-passkeys]").text(fault ? texts.noPasskeys[fault] : "")
      $card.find("[data-deed=addPasskey]").prop("hidden", fault !== null)
      $card.on("click", "[data-deed]", ({ currentTarget }) => attempt(currentTarget))
      $card.on("click", "[data-factors-again]", factors.load)
      store.watch(
        (state) => state.factors,
        () => show(store.state),
      )
    },
  }
}
