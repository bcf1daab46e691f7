import { currentPerson } from "../../store/selectors.js"
import { presenceOf } from "../../store/signals.js"
import { texts } from "../../texts.js"
import { drawPersonLine } from "../person-line.js"
import { cloneTemplate } from "../words.js"

const HALF_DAY_MS = 43_200_000

/** Somebody in the room, with what they are here. */
export function drawMember(member, state, formats) {
  const $row = cloneTemplate("member-template").attr("data-member", member.id)
  const { name, avatar } = currentPerson(state, member)
  const more = member.muted_until ? texts.mutedUntil(untilWords(member, formats)) : ""
  // The list was asked for a while ago; signals tell how it is now.
  const presence = presenceOf(state, member.id) ?? member.presence
  const line = drawPersonLine({ ...member, name, avatar, more, presence })
  $row.find("button").prepend(line)
  $row.find("[data-you]").prop("hidden", member.id !== state.me?.id)
  $row.find("[data-guest]").prop("hidden", !member.is_guest)
  $row
    .find("[data-role]")
    .text(texts.roomRoles[member.role])
    .prop("hidden", member.role === "member")
  return $row[0]
}

// There is little space, and most of these times are near.
function untilWords({ muted_until: at }, formats) {
  const until = new Date(at)
  return until - Date.now() < HALF_DAY_MS ? formats.time(until) : formats.moment(until)
}
