import { currentPerson } from "../../store/selectors.js"
import { presenceOf } from "../../store/signals.js"
import { texts } from "../../texts.js"
import { drawPersonLine } from "../person-line.js"
import { cloneTemplate } from "../words.js"

const HALF_DAY_MS = 43_200_000

/** Somebody in the room, with what they are here. */
export function drawMember(member) {
  const $row = cloneTemplate("member-template").attr("data-member", member.id)
  $row.find("button").prepend(drawPersonLine(member))
  $row.find("[data-you]").prop("hidden", !member.isMe)
  $row.find("[data-guest]").prop("hidden", !member.is_guest)
  $row
    .find("[data-role]")
    .text(texts.roomRoles[member.role])
    .prop("hidden", member.role === "member")
  return $row[0]
}

/** What is drawn of somebody in the list, which was asked for a while ago: how it is now. */
export function memberNow(member, state, formats) {
  const { name, avatar } = currentPerson(state, member)
  const more = member.muted_until ? texts.mutedUntil(untilWords(member, formats)) : ""
  const presence = presenceOf(state, member.id) ?? member.presence
  return { ...member, name, avatar, more, presence, isMe: member.id === state.me?.id }
}

// There is little space, and most of these times are near.
function untilWords({ muted_until: at }, formats) {
  const until = new Date(at)
  return until - Date.now() < HALF_DAY_MS ? formats.time(until) : formats.moment(until)
}
