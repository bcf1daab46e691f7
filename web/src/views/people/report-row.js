import { messageAddress } from "../../lib/addresses.js"
import { readableText, ROOM } from "../../lib/mentions.js"
import { texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

/** A report: what was said, why somebody minds, and the way there for those who are in the room. */
export function drawReport(report, { myRooms, formats }) {
  const { id, author, reporter, reason, room, message_id: messageId } = report
  const moment = (at) => formats.moment(new Date(at))
  const $row = cloneTemplate("report-template")
  $row.find("[data-said]").text(texts.reportedSaid(author.name, room.name || texts.directRoom))
  $row.find("[data-quote]").text(wordsOf(report))
  $row.find("[data-reason]").text(reason || texts.noReason)
  $row.find("[data-made]").text(texts.reportedBy(reporter.name, moment(report.created_at)))
  $row.find("[data-resolved]").text(resolution(report, moment))
  $row
    .find("[data-to-message]")
    .attr({
      href: messageAddress(room.id, messageId),
      "aria-label": texts.ofReport(texts.toMessage, author.name),
    })
    .prop("hidden", !myRooms.includes(room.id))
  const isOpen = report.resolved_at === null
  const deed = isOpen ? texts.resolveReport : texts.reopenReport
  $row
    .find("[data-turn]")
    .text(deed)
    .attr({ "data-id": id, "data-turn": isOpen ? "resolved" : "open" })
    .attr("aria-label", texts.ofReport(deed, author.name))
  return $row[0]
}

function wordsOf({ content, mentions, mentions_room: meansAll }) {
  return readableText(content, meansAll ? [...mentions, { id: ROOM, name: ROOM }] : mentions)
}

function resolution({ resolved_at: at, resolved_by: by }, moment) {
  return at ? texts.resolvedBy(by?.name ?? texts.nobody, moment(at)) : ""
}
