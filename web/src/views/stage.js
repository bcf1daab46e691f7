import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { isCutOff, isReady } from "../store/selectors.js"
import { EDGE, LINK } from "../store/state.js"
import { texts, troubleText } from "../texts.js"
import { createCountdown } from "./countdown.js"
import { cloneTemplate } from "./words.js"

const ICON_PX = 28
const WAITING = "too-fast"
const SCENE = { opening: "opening", trouble: "trouble", empty: "empty", none: "none" }

/** What stands in place of messages: the opening, a server that does not answer, an empty room. */
export function createStage({ element, store, onTryNow }) {
  const $stage = $(element)
  const countdown = createCountdown((words) => $stage.find("[data-trouble-count]").text(words))
  let shown = null

  function show(state) {
    const scene = sceneOf(state)
    if (scene !== shown) change(scene)
    if (scene === SCENE.trouble) drawTrouble(state.connection)
    if (scene === SCENE.empty)
      $stage.find("[data-empty-title]").text(texts.emptyTitle(state.room.name))
    if (scene !== SCENE.trouble) countdown.stop()
  }

  function change(scene) {
    shown = scene
    $stage
      .empty()
      .attr("data-scene", scene)
      .prop("hidden", scene === SCENE.none)
    if (scene !== SCENE.none) $stage.append(cloneTemplate(`${scene}-template`))
  }

  function drawTrouble(connection) {
    const title = troubleText(connection.problem)
    const $title = $stage.find("[data-trouble-title]")
    if ($title.text() !== title) {
      $title.text(title)
      const name = connection.problem?.type === WAITING ? "hourglass" : "offline"
      $stage.find("[data-trouble-icon]").empty().append(icon(name, ICON_PX))
    }
    countdown.start(connection)
    $stage.find("[data-try-now]").prop("disabled", connection.link === LINK.trying)
  }

  return {
    start() {
      $stage.on("click", "[data-try-now]", onTryNow)
      store.watch((state) => state, show)
    },
  }
}

function sceneOf(state) {
  if (!isReady(state)) return isCutOff(state) ? SCENE.trouble : SCENE.opening
  const { messages, older } = state.history
  const isEmpty = messages.length === 0 && state.outbox.length === 0 && older === EDGE.end
  return isEmpty ? SCENE.empty : SCENE.none
}
