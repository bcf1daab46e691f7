import { createArranged } from "../lib/arrange.js"
import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { ROOM } from "../lib/mentions.js"
import { texts } from "../texts.js"
import { drawAvatar } from "./avatar.js"
import { drawPresence } from "./person-line.js"
import { cloneTemplate } from "./words.js"

const SIGN_PX = 18

/**
 * The names that can be chosen, above the field that they go into. The focus stays in the field,
 * which says which name is the active one.
 */
export function createCompletionList({ element, onTake }) {
  const $field = $(element).find("[data-composer-field]")
  const $list = $(element).find("[data-completion]")
  const $words = $(element).find("[data-completion-words]")
  const arrange = createArranged($list[0], drawOption)
  let people = []
  let active = 0

  /** Show these; whoever was the active one stays it. */
  function show(next) {
    const before = people[active]
    const index = next.findIndex(({ id }) => id === before?.id)
    people = next
    if (people.length === 0) return hide()
    arrange(people)
    $list.prop("hidden", false)
    say(texts.namesFound(people.length))
    activate(Math.max(0, index))
  }

  function activate(index) {
    active = (index + people.length) % people.length
    const $options = $list.children().attr("aria-selected", "false")
    const $active = $options.eq(active).attr("aria-selected", "true")
    $field.attr("aria-activedescendant", $active.attr("id"))
    $active[0].scrollIntoView?.({ block: "nearest" })
  }

  function hide() {
    people = []
    arrange(people)
    $list.prop("hidden", true)
    $field.removeAttr("aria-activedescendant")
    say("")
  }

  function say(words) {
    if ($words.text() !== words) $words.text(words)
  }

  const indexOf = (option) => $list.children().index(option)

  return {
    show,
    hide,
    isOpen: () => people.length > 0,
    only: () => (people.length === 1 ? people[0] : null),
    step: (by) => activate(active + by),
    takeActive: () => onTake(people[active]),

    start() {
      // The field keeps the focus, and with it a phone its keyboard.
      $list.on("pointerdown mousedown", (event) => event.preventDefault())
      $list.on("click", "[role=option]", ({ currentTarget }) => {
        onTake(people[indexOf(currentTarget)])
      })
      $list.on("mousemove", "[role=option]", ({ currentTarget }) => {
        if (indexOf(currentTarget) !== active) activate(indexOf(currentTarget))
      })
    },
  }
}

function drawOption(person) {
  const isRoom = person.id === ROOM
  const $option = cloneTemplate("completion-option-template")
  $option.attr({ id: `completion-${person.id}`, "aria-selected": "false" })
  $option.find("[data-name]").text(isRoom ? `@${ROOM}` : person.name)
  $option.find("[data-note]").text(isRoom ? texts.mentionsEverybody : "")
  $option.find("[data-guest-mark]").prop("hidden", !person.is_guest)
  const $face = $option.find("[data-face]")
  if (isRoom) $face.append(icon("people", SIGN_PX))
  else drawAvatar($face.addClass("avatar avatar--small"), person)
  drawPresence($option, person.presence ?? null)
  return $option[0]
}
