import { texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

/** Those who were chosen, each with a button that takes them out again. */
export function createChosen({ $chips, onChange }) {
  let people = []

  function change(next) {
    people = next
    $chips.empty().append(people.map(drawChip))
    $chips.prop("hidden", people.length === 0)
    onChange(people)
  }

  return {
    get all() {
      return people
    },
    has: ({ id }) => people.some((each) => each.id === id),
    add: (person) => change([...people, person]),
    drop: (personId) => change(people.filter(({ id }) => id !== personId)),
    clear: () => change([]),
  }
}

function drawChip({ id, name }) {
  const $chip = cloneTemplate("chip-template")
  $chip.find("[data-name]").text(name)
  $chip.find("[data-drop]").attr({ "data-drop": id, "aria-label": texts.dropPerson(name) })
  return $chip[0]
}
