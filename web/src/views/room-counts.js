import { shownCounts } from "../store/sidebar.js"
import { texts } from "../texts.js"

const MOST = 99 // beyond that the exact number tells nobody anything

/** Draw beside the name of a room how much is unread, and how many mentions; gives it in words. */
export function drawRoomCounts($line, room) {
  const { unread, mentions } = shownCounts(room)
  // A mention stands for all that is unread, as the more urgent of the two.
  const isPlain = unread > 0 && mentions === 0
  $line.find("[data-count]").text(atMost(unread)).prop("hidden", !isPlain)
  $line
    .find("[data-mentions]")
    .text(`@ ${atMost(mentions)}`)
    .prop("hidden", mentions === 0)
  if (mentions) return texts.mentionsOf(mentions)
  return unread ? texts.unreadOf(unread) : ""
}

function atMost(count) {
  return count > MOST ? `${MOST}+` : String(count)
}
