import { $ } from "../../lib/jquery.js"
import { refusalText, texts } from "../../texts.js"
import { createForm } from "../forms/form.js"
import { cloneTemplate } from "../words.js"
import { inviteFaults, showInvitation } from "./invite.js"
import { createListFoot } from "./list-foot.js"

/** Links by which people may sign up: making them, and taking them back. */
export function createInvitations({ element, store, actions, confirm, linkDialog, formats }) {
  const $part = $(element)
  const $list = $part.find("[data-invitation-list]")
  const foot = createListFoot({
    element: $part.find("[data-list-foot]"),
    emptyWords: texts.noInvitations,
    onRetry: () => actions.invitations.load(),
  })
  const form = createForm({
    element: $part.find("[data-invite-form]")[0],
    faults: inviteFaults,
    send: async ({ uses, days }) =>
      show(await actions.invite({ uses: Number(uses), days: Number(days) })),
  })

  const show = (made) => showInvitation(made, { linkDialog, formats })

  function draw(invitations) {
    $list.empty().append(invitations.items.map((each) => drawInvitation(each, formats)))
    foot.show(invitations)
  }

  async function revoke({ currentTarget }) {
    const isMeant = await confirm.ask({
      title: texts.revokeTitle,
      words: texts.revokeWords,
      yes: texts.revoke,
      no: texts.cancel,
      isDangerous: true,
    })
    if (!isMeant) return
    const $problem = $part.find("[data-form-problem]").text("")
    await actions
      .revoke(Number(currentTarget.dataset.id))
      .then(() => form.focus())
      .catch((error) => $problem.text(refusalText(error)))
  }

  return {
    start() {
      form.start()
      foot.start()
      $list.on("click", "[data-revoke]", revoke)
      store.watch((state) => state.invitations, draw)
    },
  }
}

function drawInvitation(invitation, formats) {
  const { id, uses_left: uses, created_by: maker, room } = invitation
  const moment = (at) => formats.moment(new Date(at))
  const $row = cloneTemplate("invitation-template")
  $row.find("[data-uses]").text(texts.usesLeft(uses))
  $row.find("[data-into]").text(room ? texts.intoRoom(room.name) : "")
  $row
    .find("[data-made]")
    .text(
      texts.madeBy(
        maker?.name ?? texts.nobody,
        moment(invitation.created_at),
        moment(invitation.expires_at),
      ),
    )
  $row.find("[data-revoke]").attr("data-id", id)
  return $row[0]
}
