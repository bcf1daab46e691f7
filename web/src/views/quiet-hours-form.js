import { $ } from "../lib/jquery.js"
import { refusalText, texts } from "../texts.js"
import { createForm } from "./forms/form.js"
import { cloneTemplate } from "./words.js"

const LABELS = { from: texts.quietFrom, to: texts.quietTo }
const USUAL = { from: "22:00", to: "07:00" }
const NONE = { from: null, to: null }

/** From when to when nothing disturbs me, or that it may at any time. */
export function createQuietHoursForm({ element, store, quietHours }) {
  const $form = $(element)
  $form.find("[data-times]").append(Object.keys(LABELS).map(drawTime))
  const $isOn = $form.find("[data-keep-quiet]")
  const isOn = () => $isOn.prop("checked")
  const form = createForm({
    element,
    faults: (times) => (isOn() ? faultsOf(times) : {}),
    send: ({ from, to }) => quietHours.change(isOn() ? { from, to } : NONE),
    done: () => form.praise(texts.saved),
  })

  function show(quiet) {
    $form.find("[data-quiet-fields]").prop("disabled", quiet === null)
    if (quiet === null) return showTimes()
    $isOn.prop("checked", quiet.from !== null)
    for (const [name, usual] of Object.entries(USUAL)) {
      $form.find(`[name=${name}]`).val(quiet[name] ?? usual)
    }
    showTimes()
  }

  const showTimes = () => $form.find("[data-times]").prop("hidden", !isOn())

  async function load() {
    tellProblem("")
    await quietHours.load().then(
      () => show(store.state.quiet),
      (error) => tellProblem(refusalText(error)),
    )
  }

  function tellProblem(words) {
    $form.find("[data-quiet-problem]").text(words)
    $form.find("[data-quiet-again]").prop("hidden", words === "")
  }

  return {
    start() {
      form.start()
      $isOn.on("change", showTimes)
      $form.on("click", "[data-quiet-again]", load)
    },

    /** As they are kept, which is asked for once more. */
    open() {
      form.clear()
      show(store.state.quiet)
      return load()
    },
  }
}

function faultsOf({ from, to }) {
  return {
    from: from === "" ? "timeMissing" : null,
    to: (to === "" && "timeMissing") || (from === to && "timesSame") || null,
  }
}

function drawTime(name) {
  const id = `quiet-${name}`
  const $field = cloneTemplate("time-field-template").attr("data-field", name)
  $field.find("label").attr("for", id).text(LABELS[name])
  $field.find("input").attr({ id, name, "aria-describedby": `${id}-error` })
  $field.find("[data-field-error]").attr("id", `${id}-error`)
  return $field[0]
}
