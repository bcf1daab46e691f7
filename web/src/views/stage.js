import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { currentRoom, isCutOff, isReady, mayPost, roomName } from "../store/selectors.js"
import { EDGE, LINK, PLACE } from "../store/state.js"
import { problemText, texts, troubleText } from "../texts.js"
import { createCountdown } from "./countdown.js"
import { drawRoomFace } from "./room-face.js"
import { cloneTemplate } from "./words.js"

const ICON_PX = 28
const WAITING = "too-fast"
const SCENE = { opening: "opening", trouble: "trouble", empty: "empty", none: "none" }
const OUTSIDE = [PLACE.joinable, PLACE.missing, PLACE.left, PLACE.nowhere]

/**
 * What stands in place of messages: the opening, a server that does not answer, an empty room, and
 * a room that one is not in.
 */
export function createStage({ element, store, actions, onTryNow }) {
  const $stage = $(element)
  const countdown = createCountdown((words) => $stage.find("[data-trouble-count]").text(words))
  let shown = null
  let isJoining = false

  function show(state) {
    const scene = sceneOf(state)
    if (scene !== shown) change(scene)
    if (scene === SCENE.trouble) drawTrouble(state.connection)
    if (scene === SCENE.empty) drawEmpty(state)
    if (scene === PLACE.joinable) drawFound(state.place.found)
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

  function drawEmpty(state) {
    const room = currentRoom(state)
    $stage.find("[data-empty-title]").text(texts.emptyTitle(roomName(state, room)))
    $stage
      .find("[data-empty-hint]")
      .text(mayPost(room, new Date()) ? texts.emptyHint : texts.emptyHintRead)
  }

  function drawFound(room) {
    drawRoomFace($stage.find("[data-room-face]"), room, null, ICON_PX)
    $stage.find("[data-found-name]").text(room.name)
    $stage
      .find("[data-found-topic]")
      .text(room.topic)
      .prop("hidden", room.topic === "")
    $stage.find("[data-found-count]").text(texts.memberCount(room.member_count))
  }

  async function join() {
    if (isJoining) return
    isJoining = true
    const $problem = $stage.find("[data-join-problem]").text("")
    await actions.rooms
      .join(store.state.place.roomId)
      .then(onTryNow, (error) => $problem.text(problemText(error)))
    isJoining = false
  }

  return {
    start() {
      $stage.on("click", "[data-try-now]", onTryNow)
      $stage.on("click", "[data-join]", join)
      $stage.on("click", "[data-to-first]", () => actions.places.openFirst())
      store.watch((state) => state, show)
    },
  }
}

function sceneOf(state) {
  if (OUTSIDE.includes(state.place.stage)) return state.place.stage
  if (!isReady(state)) return isCutOff(state) ? SCENE.trouble : SCENE.opening
  const { messages, older, roomId } = state.history
  const isUnsent = state.outbox.some((message) => message.roomId === roomId)
  const isEmpty = messages.length === 0 && !isUnsent && older === EDGE.end
  // Of whom a lost session made somebody new, the rooms are not known yet.
  return isEmpty && currentRoom(state) !== null ? SCENE.empty : SCENE.none
}
