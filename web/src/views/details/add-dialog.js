import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createFormDialog } from "../forms/form-dialog.js"
import { createPeoplePicker } from "../forms/people-picker.js"

const MOST_PEOPLE = 50

/** Adds people to a room. */
export function createAddDialog({ element, store, actions }) {
  const $dialog = $(element)
  const picker = createPeoplePicker({
    element: $dialog.find("[data-picker]")[0],
    find: actions.directory.find,
    mayPick: ({ id }) => id !== store.state.me.id && !isThere(id),
    most: MOST_PEOPLE,
  })
  const dialog = createFormDialog({
    element,
    faults: () => ({ people: picker.ids().length === 0 ? "peopleMissing" : null }),
  })

  // As far as the page knows; adding somebody who is there already changes nothing.
  const isThere = (id) => store.state.members.items.some((member) => member.id === id)

  return {
    start() {
      picker.start()
      dialog.start()
    },

    open(room) {
      $dialog.find("[data-add-title]").text(texts.addTitle(room.name))
      dialog.ask(() => actions.members.add(room.id, picker.ids()))
      picker.open({ takesFocus: true })
    },
  }
}
