import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createFormDialog } from "../forms/form-dialog.js"
import { inviteFaults, showInvitation } from "../people/invite.js"

/** Makes a link into a room, and shows it. */
export function createInviteDialog({ element, actions, linkDialog, formats }) {
  const $dialog = $(element)
  const dialog = createFormDialog({ element, faults: inviteFaults })

  return {
    start: dialog.start,

    async open(room) {
      $dialog.find("[data-invite-title]").text(texts.inviteTitle(room.name))
      const made = await dialog.ask(({ uses, days }) =>
        actions.roomDeeds.invite(room.id, { uses: Number(uses), days: Number(days) }),
      )
      if (made) showInvitation(made, { linkDialog, formats })
    },
  }
}
