import { $ } from "../../lib/jquery.js"
import { createFormDialog } from "../forms/form-dialog.js"
import { createPeoplePicker } from "../forms/people-picker.js"
import { createIconField } from "./icon-field.js"

const MOST_PEOPLE = 50

/** Makes a room, and goes there. */
export function createNewRoom({ element, store, actions }) {
  const $dialog = $(element)
  const picker = createPeoplePicker({
    element: $dialog.find("[data-picker]")[0],
    find: actions.directory.find,
    mayPick: ({ id, is_guest: isGuest }) => id !== store.state.me.id && !isGuest,
    most: MOST_PEOPLE,
  })
  const icon = createIconField({ element: $dialog.find("[data-icon-field]")[0] })
  const dialog = createFormDialog({
    element,
    faults: ({ name }) => ({ name: name === "" ? "roomNameMissing" : null }),
  })

  async function open() {
    const answer = dialog.ask((fields) =>
      actions.roomDeeds.make({ ...fields, people: picker.ids() }),
    )
    picker.open()
    icon.show()
    const room = await answer
    if (room) actions.places.open(room.id)
  }

  return {
    start() {
      picker.start()
      icon.start()
      dialog.start()
    },
    open,
  }
}
