import { currentPerson } from "../../store/selectors.js"
import { texts } from "../../texts.js"
import { drawPersonLine } from "../person-line.js"
import { cloneTemplate } from "../words.js"

/** Somebody in the room, with what they are here. */
export function drawMember(member, state, formats) {
  const $row = cloneTemplate("member-template").attr("data-member", member.id)
  const { name, avatar } = currentPerson(state, member)
  const more = member.muted_until
    ? texts.mutedUntil(formats.moment(new Date(member.muted_until)))
    : ""
  const line = drawPersonLine({ ...member, name, avatar, more })
  $row.find("button").prepend(line)
  $row.find("[data-you]").prop("hidden", member.id !== state.me?.id)
  $row.find("[data-guest]").prop("hidden", !member.is_guest)
  $row
    .find("[data-role]")
    .text(texts.roomRoles[member.role])
    .prop("hidden", member.role === "member")
  return $row[0]
}
