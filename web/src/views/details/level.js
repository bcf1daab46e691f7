import { $ } from "../../lib/jquery.js"
import { currentRoom } from "../../store/selectors.js"
import { LEVEL } from "../../store/state.js"
import { texts } from "../../texts.js"
import { createAttempt } from "../forms/attempt.js"

/** What I want to hear of a room. */
export function createLevel({ element, store, actions }) {
  const $part = $(element)
  const $level = $part.find("[name=level]")
  const attempt = createAttempt(element)

  function show(room) {
    if (room === null) return
    $level.val(room.me.level)
    $part.find("[data-level-hint]").text(texts.levelHints[room.me.level])
  }

  async function change() {
    const { id } = currentRoom(store.state)
    const level = $level.val()
    await attempt.make(() => actions.roomDeeds.changeMine(id, { level }), texts.saved)
    show(currentRoom(store.state))
  }

  return {
    start() {
      $level.append(
        Object.values(LEVEL).map((level) => $("<option>").val(level).text(texts.levels[level])[0]),
      )
      $level.on("change", change)
      store.watch(currentRoom, show)
    },
    clear: attempt.clear,
  }
}
