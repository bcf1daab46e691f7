import { ABILITY } from "../lib/desktop.js"
import { $ } from "../lib/jquery.js"
import { isNotifying } from "../store/notifying.js"
import { texts } from "../texts.js"
import { createQuietHoursForm } from "./quiet-hours-form.js"

const NEVER = [ABILITY.insecure, ABILITY.missing]

/** Whether this device notifies, with a sound or without, and when it never does. */
export function createNotifications({ element, store, actions, chime }) {
  const $dialog = $(element)
  const $on = $dialog.find("[data-notify]")
  const $sound = $dialog.find("[data-sound]")
  const quiet = createQuietHoursForm({
    element: $dialog.find("[data-quiet-form]")[0],
    store,
    quietHours: actions.quietHours,
  })

  function show({ notifying }) {
    const { ability, hasSound } = notifying
    const isOn = isNotifying({ notifying })
    $on.prop({ checked: isOn, disabled: NEVER.includes(ability) })
    $sound.prop({ checked: isOn && hasSound, disabled: !isOn })
    $dialog.find("[data-notify-hint]").text(texts.notifyHints[ability] ?? "")
    $dialog.find("[data-notify-note]").text(texts.notifyTroubles[ability] ?? "")
  }

  async function turn() {
    if ($on.prop("checked")) await actions.notifying.turnOn()
    else actions.notifying.turnOff()
    show(store.state) // where nothing has come of it, too
  }

  function turnSound() {
    const hasSound = $sound.prop("checked")
    actions.notifying.changeSound(hasSound)
    if (hasSound) chime.play()
  }

  return {
    start() {
      quiet.start()
      $on.on("change", turn)
      $sound.on("change", turnSound)
      $dialog.on("click", "[data-close]", () => element.close())
      $dialog.on("click", ({ target }) => {
        if (target === element) element.close()
      })
      store.watch(
        (state) => state.notifying,
        () => show(store.state),
      )
    },

    open() {
      actions.notifying.look()
      element.showModal()
      quiet.open()
    },
  }
}
