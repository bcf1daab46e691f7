import { $ } from "../../lib/jquery.js"
import { currentRoom, mayIn } from "../../store/selectors.js"
import { texts } from "../../texts.js"
import { createAttempt } from "../forms/attempt.js"

/** Leaving a room, archiving it and bringing it back, deleting it. */
export function createEndings({ element, store, actions, confirm, deleteDialog }) {
  const $part = $(element)
  const attempt = createAttempt(element)

  function show(room) {
    if (room === null) return
    const isArchived = room.archived_at !== null
    const mayManage = mayIn(room, "manage")
    $part.prop("hidden", !mayManage && !mayIn(room, "leave"))
    $part.find("[data-leave]").prop("hidden", !mayIn(room, "leave"))
    $part.find("[data-archive]").prop("hidden", !mayManage || isArchived)
    $part.find("[data-restore]").prop("hidden", !mayManage || !isArchived)
    $part.find("[data-delete]").prop("hidden", !mayManage)
  }

  async function leave() {
    const { id, name, kind } = currentRoom(store.state)
    const isMeant = await confirm.ask({
      title: texts.leaveTitle(name),
      words: texts.leaveWords[kind],
      yes: texts.leaveRoom,
      no: texts.stay,
      isDangerous: true,
    })
    if (!isMeant) return
    await attempt.make(async () => {
      await actions.rooms.leave(id)
      actions.places.openFirst()
    })
  }

  async function archive() {
    const { id, name } = currentRoom(store.state)
    const isMeant = await confirm.ask({
      title: texts.archiveTitle(name),
      words: texts.archiveWords,
      yes: texts.archive,
      no: texts.cancel,
    })
    if (isMeant) await turn(id, true)
  }

  // The button that was pressed is gone, and the other one in its place.
  async function turn(id, isArchived) {
    const done = isArchived ? texts.isArchived : texts.isRestored
    const isDone = await attempt.make(
      () => actions.roomDeeds.change(id, { is_archived: isArchived }),
      done,
    )
    if (isDone) $part.find(isArchived ? "[data-restore]" : "[data-archive]").trigger("focus")
  }

  return {
    start() {
      $part.on("click", "[data-leave]", leave)
      $part.on("click", "[data-archive]", archive)
      $part.on("click", "[data-restore]", () => turn(currentRoom(store.state).id, false))
      $part.on("click", "[data-delete]", () => deleteDialog.open(currentRoom(store.state)))
      store.watch(currentRoom, show)
    },
    clear: attempt.clear,
  }
}
