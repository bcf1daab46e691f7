import { $ } from "../../lib/jquery.js"

const STEPS = { ArrowDown: 1, ArrowUp: -1 }

/**
 * The keyboard and the mouse of a list below a field: the focus stays in the field, arrows go
 * through the options, Enter takes one. An option is an element with `role="option"` and an id.
 * While other options are on their way, Enter takes the first of those, not what is still there.
 */
export function createCombobox({ field, list, onPick }) {
  const $field = $(field)
  const $list = $(list)
  let waits = false
  let takesFirst = false

  const options = () => $list.find("[role=option]").toArray()
  const active = () => options().find(({ id }) => id === $field.attr("aria-activedescendant"))

  function activate(option) {
    $list.find("[data-active]").removeAttr("data-active")
    $field.attr("aria-activedescendant", option?.id ?? null)
    if (!option) return
    $(option).attr("data-active", "")
    option.scrollIntoView?.({ block: "nearest" })
  }

  function step(by) {
    const all = options()
    const at = all.indexOf(active())
    const next = at < 0 && by < 0 ? all.length - 1 : at + by
    activate(all[(next + all.length) % all.length])
  }

  function onKey(event) {
    if (event.originalEvent?.isComposing) return
    if (STEPS[event.key] && options().length > 0) {
      event.preventDefault()
      step(STEPS[event.key])
    } else if (event.key === "Enter" && (active() || waits)) {
      event.preventDefault()
      take()
    }
  }

  function take() {
    if (active()) onPick(active())
    else takesFirst = true
  }

  return {
    start() {
      $field.on("keydown", onKey)
      // The field keeps the focus, and with it a phone its keyboard.
      $list.on("mousedown", (event) => event.preventDefault())
      $list.on("click", "[role=option]", ({ currentTarget }) => onPick(currentTarget))
    },

    /** After the options were drawn: one to begin with, or none; the same one where it can stay. */
    settle({ first = false } = {}) {
      const all = options()
      $field.attr("aria-expanded", String(all.length > 0))
      activate(active() ?? (first ? all[0] : undefined))
    },

    /** Begin anew, at the first option or at none; `isAwaited`: until others have come. */
    begin({ first = false, isAwaited = false } = {}) {
      const isTaken = takesFirst && first
      takesFirst = false
      waits = isAwaited
      activate(undefined)
      this.settle({ first })
      if (isTaken && active()) onPick(active())
    },
  }
}
