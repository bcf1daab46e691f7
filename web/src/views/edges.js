import { isAtLeast, ROLE } from "../lib/roles.js"
import { currentRoom, roomName } from "../store/selectors.js"
import { EDGE } from "../store/state.js"
import { texts } from "../texts.js"
import { cloneTemplate } from "./words.js"

/**
 * The two ends of the loaded stretch: what is being loaded there, what failed, or that the
 * conversation begins here, which is where who runs an empty chat is shown how to invite others.
 */
export function createEdges({ $root, history }) {
  const $older = $root.find('[data-edge="older"]')
  const $newer = $root.find('[data-edge="newer"]')
  $older.on("click", "[data-edge-retry]", history.loadOlder)
  $newer.on("click", "[data-edge-retry]", history.loadNewer)

  function show(state) {
    const { isOpen, older, newer, messages } = state.history
    const room = currentRoom(state)
    if (!isOpen || room === null) return clear()
    const beginning = messages.length ? texts.beginning(roomName(state, room)) : ""
    draw($older, older, texts.loadingOlder, beginning, isAloneInChat(state, room))
    draw($newer.prop("hidden", newer === EDGE.end), newer, texts.loadingNewer, "", false)
  }

  // They stand behind what takes their place, and would be read out there.
  function clear() {
    $older.add($newer).empty().removeAttr("data-shown")
  }

  return { show }
}

// Whoever joins the chat joins the rooms that are a default.
function isAloneInChat({ me }, room) {
  return room.is_default && room.member_count === 1 && isAtLeast(me.role, ROLE.administrator)
}

function draw($edge, edge, loadingWords, endWords, isInviting) {
  const shown = `${edge} ${isInviting} ${endWords}`
  if ($edge.attr("data-shown") === shown) return
  $edge
    .attr("data-shown", shown)
    .empty()
    .append(content(edge, loadingWords, endWords))
  if (!isInviting) $edge.find("[data-invite]").remove()
}

// More to load looks like loading: it begins as soon as the reader comes near.
function content(edge, loadingWords, endWords) {
  if (edge === EDGE.failed) return cloneTemplate("edge-failed-template")
  const isEnd = edge === EDGE.end
  const $words = cloneTemplate(isEnd ? "edge-end-template" : "edge-loading-template")
  $words.find("[data-words]").text(isEnd ? endWords : loadingWords)
  return $words
}
