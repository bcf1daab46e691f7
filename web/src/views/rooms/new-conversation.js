import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createFormDialog } from "../forms/form-dialog.js"
import { createPeoplePicker } from "../forms/people-picker.js"

const MOST_PEOPLE = 7

/** Opens the conversation of one's own with the people that are chosen. */
export function createNewConversation({ element, store, actions }) {
  const $dialog = $(element)
  const $submit = $dialog.find("[type=submit]")
  const picker = createPeoplePicker({
    element: $dialog.find("[data-picker]")[0],
    find: actions.directory.find,
    mayPick: ({ id, is_guest: isGuest }) => id !== store.state.me.id && !isGuest,
    most: MOST_PEOPLE,
    onChange: (people) => $submit.text(texts.startConversation(people.map(({ name }) => name))),
  })
  const dialog = createFormDialog({
    element,
    faults: () => ({ people: picker.ids().length === 0 ? "peopleMissing" : null }),
  })

  async function open() {
    const answer = dialog.ask(() => actions.roomDeeds.talkTo(picker.ids()))
    picker.open({ takesFocus: true })
    const room = await answer
    if (room) actions.places.open(room.id)
  }

  return {
    start() {
      picker.start()
      dialog.start()
    },
    open,
  }
}
