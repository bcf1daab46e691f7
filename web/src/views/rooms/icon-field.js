import { $ } from "../../lib/jquery.js"

const SUGGESTIONS = ["💬", "📣", "🛠️", "🎨", "📚", "🌱", "🧪"]

/** The emoji of a room: a field that takes any, and a handful beside it to press. */
export function createIconField({ element }) {
  const $part = $(element)
  const $field = $part.find("[name=icon]")

  function show() {
    $part.find("[data-icon-choice]").each((_, button) => {
      $(button).attr("aria-pressed", String(button.textContent === $field.val().trim()))
    })
  }

  function choose({ currentTarget }) {
    const emoji = currentTarget.textContent
    $field.val($field.val().trim() === emoji ? "" : emoji).trigger("input")
  }

  return {
    start() {
      const buttons = SUGGESTIONS.map((emoji) =>
        $("<button>")
          .attr({ type: "button", class: "icon-choice", "data-icon-choice": "" })
          .text(emoji),
      )
      $part.find("[data-icon-choices]").append(buttons)
      $part.on("click", "[data-icon-choice]", choose)
      $field.on("input", show)
    },

    show,
  }
}
