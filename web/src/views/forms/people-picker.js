import { createArranged } from "../../lib/arrange.js"
import { $ } from "../../lib/jquery.js"
import { createLatest } from "../../lib/latest.js"
import { refusalText, texts } from "../../texts.js"
import { drawPersonLine } from "../person-line.js"
import { createTicker } from "../ticker.js"
import { cloneTemplate } from "../words.js"
import { createChosen } from "./chosen.js"
import { createCombobox } from "./combobox.js"

const TYPING_MS = 150 // so long after the last key the search begins

/**
 * Choosing people by name: those who were chosen stand above the field, those who were found below.
 *
 * @param {object} parts
 * @param {Element} parts.element where it goes; its `data-picker` begins the ids of its parts
 * @param {(search: string) => Promise<object[]>} parts.find
 * @param {(person: object) => boolean} parts.mayPick
 * @param {number} parts.most so many may be chosen
 * @param {(people: object[]) => void} [parts.onChange]
 */
export function createPeoplePicker({ element, find, mayPick, most, onChange = () => {} }) {
  const id = element.dataset.picker
  const $picker = $(element).append(cloneTemplate("picker-template"))
  const $field = $picker.find("[data-picker-field]")
  const $list = $picker.find("[data-picker-list]")
  const arrange = createArranged($list[0], (person) => drawOption(id, person))
  const words = () => $field.val().trim()
  const search = createTicker(() => asked.ask(words()))
  const asked = createLatest(find, { hear, fail })
  const combobox = createCombobox({ field: $field, list: $list, onPick })
  const chosen = createChosen({ $chips: $picker.find("[data-picker-chips]"), onChange: show })
  let found = []

  function hear(people) {
    draw(people.filter(mayPick))
    say(texts.peopleFound(found.length), { isSeen: found.length > 0 })
    combobox.begin({ first: words() !== "" })
  }

  function fail(error) {
    if (error.status === undefined) console.error(error)
    draw([])
    combobox.begin()
    say(refusalText(error), { canRetry: true })
  }

  // What can be seen in the list is only said to those who cannot see it.
  function say(text, { isSeen = false, canRetry = false } = {}) {
    $picker.find("[data-picker-words]").text(text).toggleClass("visually-hidden", isSeen)
    $picker.find("[data-picker-again]").prop("hidden", !canRetry)
  }

  function draw(people) {
    found = people
    arrange(found)
    markChosen($list, found, chosen)
  }

  function show(people) {
    markChosen($list, found, chosen)
    onChange(people)
  }

  function onPick({ dataset }) {
    const person = found.find((each) => each.id === Number(dataset.personId))
    if (chosen.has(person)) return chosen.drop(person.id)
    if (chosen.all.length >= most) return say(texts.enoughPeople(most))
    chosen.add(person)
    $field.trigger("input") // nothing is missing any more
    if ($field.val() !== "") reset()
  }

  function reset() {
    $field.val("")
    seek(0)
  }

  // With nothing typed, Enter is the form's.
  function seek(delayMs) {
    asked.drop() // it would answer other words
    combobox.begin({ isAwaited: words() !== "" })
    search.set(delayMs)
  }

  function onKey(event) {
    const last = chosen.all.at(-1)
    if (event.key === "Backspace" && $field.val() === "" && last) chosen.drop(last.id)
  }

  function onDrop({ currentTarget: { dataset } }) {
    chosen.drop(Number(dataset.drop))
    $field.trigger("focus")
  }

  return {
    start() {
      nameParts($picker, id)
      combobox.start()
      $field.on("keydown", onKey)
      $field[0].addEventListener("input", () => seek(TYPING_MS))
      $picker.on("click", "[data-drop]", onDrop)
      $picker.on("click", "[data-picker-again]", () => seek(0))
    },

    /** Nobody chosen, nothing typed, the first people there are below. */
    open({ takesFocus = false } = {}) {
      draw([])
      chosen.clear()
      say(texts.pageOpening)
      reset()
      if (takesFocus) $field.trigger("focus")
    },

    ids: () => chosen.all.map((person) => person.id),
  }
}

function markChosen($list, found, chosen) {
  const $options = $list.find("[role=option]")
  $options.attr("aria-selected", (index) => String(chosen.has(found[index])))
}

function nameParts($picker, id) {
  $picker.find("[data-picker-list]").attr("id", `${id}-list`)
  $picker.find("[data-field-error]").attr("id", `${id}-error`)
  $picker
    .find("[data-picker-field]")
    .attr({ id: `${id}-field`, "aria-controls": `${id}-list`, "aria-describedby": `${id}-error` })
}

function drawOption(id, person) {
  const more = person.username ? texts.atUsername(person.username) : ""
  const $option = cloneTemplate("picker-option-template")
  $option.attr({ id: `${id}-option-${person.id}`, "data-person-id": person.id })
  return $option.prepend(drawPersonLine({ ...person, more }))[0]
}
