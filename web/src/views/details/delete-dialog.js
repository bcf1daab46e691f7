import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createFormDialog } from "../forms/form-dialog.js"

/** Deletes a room, once its name was typed. */
export function createDeleteDialog({ element, actions }) {
  const $dialog = $(element)
  let room = null
  const dialog = createFormDialog({
    element,
    faults: ({ name }) => ({ name: name === room.name ? null : "roomNameDiffers" }),
  })

  return {
    start: dialog.start,

    async open(doomed) {
      room = doomed
      $dialog.find("[data-delete-title]").text(texts.deleteRoomTitle(room.name))
      $dialog.find("[data-room-name]").text(room.name)
      const isDone = await dialog.ask(async ({ name }) => {
        await actions.roomDeeds.remove(room.id, name)
        return true
      })
      if (isDone) actions.places.openFirst()
    },
  }
}
