import { mailFault } from "../../lib/credentials.js"
import { $ } from "../../lib/jquery.js"
import { LIST } from "../../store/lists.js"
import { refusalText, texts } from "../../texts.js"
import { createForm } from "../forms/form.js"
import { cloneTemplate } from "../words.js"

/** My mail address: the one I have, the one whose link I have not opened yet, and another one. */
export function createMailCard({ element, store, details, deeds }) {
  const $card = $(element)
  const $problem = $card.find("[data-mail-problem]")
  const $done = $card.find("[data-mail-done]")
  const form = createForm({
    element: $card.find("[data-mail-form]")[0],
    faults: ({ mail, password }) => ({
      mail: mailFault(mail),
      password: password === "" ? "passwordMissing" : null,
    }),
    send: details.changeMail,
    done: onSent,
  })

  function onSent({ mail }) {
    $done.text("")
    form.clear()
    form.praise(texts.confirmationSent(mail))
  }

  function show({ status, mail, pendingMail }) {
    if (status === LIST.loading) return // what is shown stays until the answer comes
    $card
      .find("[data-mail-list]")
      .empty()
      .append([mail && drawOwn(mail), pendingMail && drawPending(pendingMail, mail)])
    $card.find("[data-mail-again-row]").prop("hidden", status !== LIST.failed)
    $problem.text(status === LIST.failed ? texts.loadFailed : "")
  }

  function showForm(canSend) {
    $card.find("[data-mail-form]").prop("hidden", !canSend)
    $card.find("[data-mail-off]").prop("hidden", canSend)
  }

  async function attempt({ dataset }) {
    $problem.text("")
    $done.text("")
    form.praise("")
    try {
      const words = await deeds[dataset.deed]()
      if (words) $done.text(words).attr("tabindex", -1).trigger("focus")
    } catch (error) {
      $problem.text(refusalText(error))
    }
  }

  return {
    start() {
      form.start()
      $card.on("click", "[data-deed]", ({ currentTarget }) => attempt(currentTarget))
      $card.on("click", "[data-mail-again]", details.load)
      store.watch((state) => state.details, show)
      store.watch((state) => Boolean(state.joining?.mail), showForm)
    },
  }
}

function drawOwn(mail) {
  const $row = drawRow(mail, texts.mailConfirmedMark)
  $row.find("[data-mail-words], [data-deed=sendAgain]").remove()
  label($row, "removeMail", texts.remove, texts.removeMail(mail))
  return $row[0]
}

// What waits can be withdrawn by itself only where there is no other: they go together.
function drawPending(mail, own) {
  const $row = drawRow(mail, texts.mailPendingMark)
  $row.find("[data-mail-words]").text(texts.mailPending)
  $row.find("[data-deed=sendAgain]").attr("aria-label", texts.sendMailAgain(mail))
  if (own) $row.find("[data-deed-away]").remove()
  else label($row, "withdrawMail", texts.withdraw, texts.withdrawMail(mail))
  return $row[0]
}

function drawRow(mail, mark) {
  const $row = cloneTemplate("mail-template")
  $row.find("[data-mail-address]").text(mail)
  $row.find("[data-mail-mark]").text(mark)
  return $row
}

function label($row, deed, words, name) {
  $row.find("[data-deed-away]").attr({ "data-deed": deed, "aria-label": name }).text(words)
}
