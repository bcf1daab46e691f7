import { $ } from "../../lib/jquery.js"
import { currentRoom, mayStill } from "../../store/selectors.js"
import { texts } from "../../texts.js"
import { createAttempt } from "../forms/attempt.js"

/** Who posts in a room, for whom it is there, the way into it. A choice holds once it is made. */
export function createSettings({ element, store, actions, inviteDialog }) {
  const $part = $(element)
  const $posting = $part.find("[name=posting]")
  const attempt = createAttempt(element)

  function show(room) {
    if (room === null) return
    const needs = { manage: mayStill(room, "manage"), open: mayStill(room, "open") }
    const mayInvite = mayStill(room, "invite")
    $part.prop("hidden", !needs.manage && !needs.open && !mayInvite)
    $part.find("[data-for-manage]").prop("hidden", !needs.manage)
    $part.find("[data-for-open]").prop("hidden", !needs.open)
    $part.find("[data-invite]").prop("hidden", !mayInvite)
    $posting.val(room.posting)
    $part.find("[name=is_default]").prop("checked", room.is_default)
    $part.find("[name=is_open_to_guests]").prop("checked", room.is_open_to_guests)
  }

  async function change(wish) {
    const { id } = currentRoom(store.state)
    await attempt.make(() => actions.roomDeeds.change(id, wish), texts.saved)
    show(currentRoom(store.state))
  }

  return {
    start() {
      $posting.append(
        Object.entries(texts.postingRoles).map(
          ([role, words]) => $("<option>").val(role).text(words)[0],
        ),
      )
      $posting.on("change", () => change({ posting: $posting.val() }))
      $part.on("change", "[type=checkbox]", ({ target }) =>
        change({ [target.name]: target.checked }),
      )
      $part.on("click", "[data-invite]", () => inviteDialog.open(currentRoom(store.state)))
      store.watch(currentRoom, show)
    },
    clear: attempt.clear,
  }
}
