import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

const CONTROLS = "input, textarea"

/** The fields of a form: what was typed, and what is wrong with it. */
export function createFields($form) {
  const $field = (name) => $form.find(`[data-field="${name}"]`)
  const names = () => toArray($form.find("[data-field]")).map(({ dataset }) => dataset.field)

  function mark(name, words) {
    $field(name).find("[data-field-error]").text(words)
    $field(name)
      .find(CONTROLS)
      .attr("aria-invalid", words ? "true" : "false")
  }

  return {
    /** What was typed, by name: passwords to the letter, the rest trimmed. */
    values() {
      const inputs = toArray($form.find("input[name], select[name], textarea[name]")).filter(
        isGiven,
      )
      return Object.fromEntries(inputs.map((input) => [input.name, valueOf(input)]))
    },

    has: (name) => names().includes(name) && !$field(name).prop("hidden"),

    /** Show what is wrong, by name, and lead to the first of it. */
    refuse(faults) {
      for (const name of names()) mark(name, faults[name] ?? "")
      const first = names().find((name) => faults[name])
      if (first) $field(first).find(CONTROLS).first().trigger("focus")
    },

    /** What is being typed anew is not wrong any more. */
    forgive: (name) => mark(name, ""),

    /** Take away what nobody should find here later. */
    clearPasswords: () => $form.find("[data-field]").find("input").filter(isSecret).val(""),
  }
}

/** Let people look at the passwords they type, by a button in each field. */
export function revealPasswords($form) {
  const inputs = toArray($form.find("input[type=password]"))
  for (const input of inputs) {
    const $button = cloneTemplate("reveal-template").insertAfter(input)
    const show = (isShown) => {
      input.type = isShown ? "text" : "password"
      $button.attr("aria-pressed", String(isShown))
    }
    $button.attr("aria-controls", input.id).on("click", () => show(input.type === "password"))
    $form.on("submit", () => show(false)) // or a browser would remember it as plain text
  }
}

/** The sentences for faults that were found before asking, given as `{ field: key }`. */
export function toSentences(faults) {
  const found = Object.entries(faults).filter(([, key]) => key)
  return Object.fromEntries(found.map(([name, key]) => [name, texts.faults[key]]))
}

function isGiven(input) {
  return !input.disabled && (input.type !== "radio" || input.checked)
}

function valueOf(input) {
  return isSecret(0, input) ? input.value : input.value.trim()
}

function isSecret(_, { name }) {
  return name.includes("password")
}

function toArray($elements) {
  return $($elements).toArray()
}
