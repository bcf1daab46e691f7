import { $ } from "../lib/jquery.js"
import { problemText, texts } from "../texts.js"
import { presenceOf } from "../store/signals.js"
import { drawAvatar } from "./avatar.js"
import { drawPresence } from "./person-line.js"

/** Who I am, and renaming in place. */
export function createProfile({ element, store, session }) {
  const $profile = $(element)
  const $button = $profile.find("[data-rename]")
  const $form = $profile.find("[data-rename-form]")
  const $field = $form.find("[data-rename-field]")
  const $error = $form.find("[data-rename-error]")
  let isSaving = false

  function show(me) {
    if (me === null) return
    $button.prop("hidden", !$form.prop("hidden"))
    $profile.find("[data-own-name]").text(me.name)
    $profile.find("[data-own-kind]").text(kindOf(me))
    drawAvatar($profile.find("[data-own-avatar]"), me)
  }

  function open() {
    refuse("")
    $field.val(store.state.me.name)
    toggle(true)
    $field.trigger("focus")[0].select()
  }

  function close() {
    const takesFocus = mayTakeFocus()
    toggle(false)
    if (takesFocus) $button.trigger("focus")
  }

  // While the server is asked the reader may have gone elsewhere, and be writing there.
  function mayTakeFocus() {
    const focused = document.activeElement
    return focused === document.body || $form[0].contains(focused)
  }

  function toggle(isOpen) {
    $form.prop("hidden", !isOpen)
    $button.prop("hidden", isOpen)
  }

  async function save() {
    const name = $field.val().trim()
    if (isSaving) return
    if (name === "") return refuse(texts.nameMissing)
    if (name === store.state.me.name) return close()
    isSaving = true
    $form.attr("aria-busy", "true")
    await session.rename(name).then(close, (error) => refuse(problemText(error)))
    $form.attr("aria-busy", "false")
    isSaving = false
  }

  function refuse(words) {
    $error.text(words)
    $field.attr("aria-invalid", words ? "true" : "false")
    if (words && mayTakeFocus()) $field.trigger("focus")
  }

  function onKey(event) {
    if (event.key !== "Escape") return
    event.stopPropagation() // one Escape closes this and not the drawer around it
    close()
  }

  return {
    start() {
      $button.on("click", open)
      $form.on("keydown", onKey).on("click", "[data-cancel-rename]", close)
      $form.on("submit", (event) => {
        event.preventDefault()
        save()
      })
      store.watch((state) => state.me, show)
      store.watch(
        (state) => state.me && presenceOf(state, state.me.id),
        (presence) => drawPresence($profile, presence),
      )
    },
  }
}

function kindOf({ is_guest: isGuest, username }) {
  if (isGuest) return texts.guest
  return username ? texts.atUsername(username) : ""
}
