import { $ } from "../../lib/jquery.js"
import { actText, detailsText, texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"
import { createListFoot } from "./list-foot.js"

/** What happened that concerns accounts and rights, newest first. */
export function createAudit({ element, store, actions, formats }) {
  const $part = $(element)
  const $list = $part.find("[data-audit-list]")
  const $act = $part.find("[name=act]")
  const foot = createListFoot({
    element: $part.find("[data-list-foot]"),
    emptyWords: texts.noEntries,
    onMore: actions.audit.loadMore,
    onRetry: () => actions.audit.load(),
  })

  function show(audit) {
    $list.empty().append(audit.items.map((entry) => drawEntry(entry, formats)))
    $part.find("[data-audit-table]").attr("href", actions.audit.tableAddress())
    $part.find("[data-only]").prop("hidden", audit.filters.personId === null)
    foot.show(audit)
  }

  function showOnly({ currentTarget }) {
    $part.find("[data-only-name]").text(texts.onlyPerson($(currentTarget).text()))
    actions.audit.load({ personId: Number(currentTarget.dataset.personId) })
  }

  return {
    start() {
      const acts = ["", ...Object.keys(texts.acts)].map((act) => {
        return $("<option>")
          .val(act)
          .text(texts.acts[act] ?? texts.everyAct)[0]
      })
      $act.append(acts).on("change", () => actions.audit.load({ act: $act.val() }))
      $part.on("click", "[data-person-id]", showOnly)
      $part.on("click", "[data-everybody]", () => actions.audit.load({ personId: null }))
      $part.on("submit", (event) => event.preventDefault())
      foot.start()
      store.watch((state) => state.audit, show)
    },
  }
}

function drawEntry(entry, formats) {
  const $row = cloneTemplate("entry-template")
  const at = new Date(entry.at)
  $row.find("[data-act]").text(actText(entry.act))
  $row.find("[data-who]").append(...who(entry))
  $row.find("[data-details]").text(detailsText(entry.details))
  $row
    .find("[data-time]")
    .attr({ datetime: entry.at, title: formats.full(at) })
    .text(formats.moment(at))
  return $row[0]
}

/** Who did it, to whom and from where; the people are buttons that show only theirs. */
function who({ actor, subject, address }) {
  const isAboutAnother = subject && subject.id !== actor?.id
  return [
    actor ? person(actor) : document.createTextNode(address ? texts.nobody : texts.commandLine),
    ...(isAboutAnother ? [document.createTextNode(" → "), person(subject)] : []),
    ...(address ? [document.createTextNode(` ${texts.fromAddress(address)}`)] : []),
  ]
}

function person({ id, name }) {
  const $button = $("<button>").attr({ type: "button", class: "entry__person", dir: "auto" })
  return $button.attr("data-person-id", id).text(name)[0]
}
