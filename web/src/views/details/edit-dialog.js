import { $ } from "../../lib/jquery.js"
import { createFormDialog } from "../forms/form-dialog.js"
import { createIconField } from "../rooms/icon-field.js"

const FIELDS = ["name", "icon", "topic", "description"]

/** Changes what a room is called and what it is about. */
export function createEditDialog({ element, actions }) {
  const $dialog = $(element)
  const icon = createIconField({ element: $dialog.find("[data-icon-field]")[0] })
  const dialog = createFormDialog({
    element,
    faults: ({ name }) => ({ name: name === "" ? "roomNameMissing" : null }),
  })

  return {
    start() {
      icon.start()
      dialog.start()
    },

    open(room) {
      dialog.ask((fields) => actions.roomDeeds.change(room.id, changed(room, fields)))
      for (const field of FIELDS) $dialog.find(`[name=${field}]`).val(room[field])
      icon.show()
    },
  }
}

// What stays as it is may have been changed by somebody else meanwhile.
function changed(room, fields) {
  return Object.fromEntries(FIELDS.map((name) => [name, fields[name]]).filter(differs(room)))
}

function differs(room) {
  return ([name, value]) => value !== room[name]
}
