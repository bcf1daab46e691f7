import { currentRoom, roomName } from "../store/selectors.js"
import { EDGE } from "../store/state.js"
import { texts } from "../texts.js"
import { cloneTemplate } from "./words.js"

/**
 * The two ends of the loaded stretch: what is being loaded there, what failed, or that the
 * conversation begins here.
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
    draw($older, older, texts.loadingOlder, beginning)
    draw($newer.prop("hidden", newer === EDGE.end), newer, texts.loadingNewer, "")
  }

  // They stand behind what takes their place, and would be read out there.
  function clear() {
    $older.add($newer).empty().removeAttr("data-shown")
  }

  return { show }
}

function draw($edge, edge, loadingWords, endWords) {
  const shown = `${edge} ${endWords}`
  if ($edge.attr("data-shown") === shown) return
  $edge
    .attr("data-shown", shown)
    .empty()
    .append(content(edge, loadingWords, endWords))
}

// More to load looks like loading: it begins as soon as the reader comes near.
function content(edge, loadingWords, endWords) {
  if (edge === EDGE.failed) return cloneTemplate("edge-failed-template")
  const id = edge === EDGE.end ? "edge-end-template" : "edge-loading-template"
  const $words = cloneTemplate(id)
  $words
    .find("[data-words]")
    .addBack("[data-words]")
    .text(edge === EDGE.end ? endWords : loadingWords)
  return $words
}
