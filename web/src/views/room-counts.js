import { shownCounts } from "../store/sidebar.js"
import { texts } from "../texts.js"

const MOST = 99 // beyond that the exact number tells nobody anything

/** Draw beside the name of a room how much is unread, and how many mentions; gives it in words. */
export function drawRoomCounts($line, room) {
  const { unread, mentions } = shownCounts(room)
  // A mention stands for all that is unread, as the more urgent of the two.
  const mentioned = mentions > 0 ? `@ ${atMost(mentions)}` : ""
  const plain = unread > 0 && mentions === 0 ? atMost(unread) : ""
  $line.find("[data-mentions]").text(mentioned).prop("hidden", !mentioned)
  $line.find("[data-count]").text(plain).prop("hidden", !plain)
  if (mentions) return texts.mentionsOf(mentions)
  return unread ? texts.unreadOf(unread) : ""
}

function atMost(count) {
  return count > MOST ? `${MOST}+` : String(count)
}
