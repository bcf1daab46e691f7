import { $ } from "../lib/jquery.js"
import { currentRoom, isMuted, mayPost } from "../store/selectors.js"
import { texts } from "../texts.js"
import { createTicker } from "./ticker.js"

const LONGEST_TIMER_MS = 24 * 60 * 60_000

/** Where one may only read: words that say why, in the composer's place. */
export function createClosedComposer({ element, store, formats, onOver, now = () => new Date() }) {
  const $composer = $(element)
  const ticker = createTicker(over)

  function show(state) {
    const room = currentRoom(state)
    const isOutside = room === null && state.areRoomsKnown
    const words = room && !mayPost(room, now()) ? reasonOf(room, formats, now()) : ""
    $composer.prop("hidden", isOutside)
    $composer.find("[data-composer-open]").prop("hidden", words !== "")
    $composer
      .find("[data-composer-closed]")
      .text(words)
      .prop("hidden", words === "")
    ticker.set(untilOver(room, now()))
  }

  function over() {
    show(store.state)
    onOver()
  }

  return {
    start: () => store.watch(roomShown, () => show(store.state)),
  }
}

// Nothing else tells that a time of silence is over.
function untilOver(room, now) {
  if (!room?.me.muted_until) return null
  const left = new Date(room.me.muted_until) - now
  return Math.min(LONGEST_TIMER_MS, Math.max(1_000, left))
}

function reasonOf(room, formats, now) {
  if (room.archived_at) return texts.closedArchived
  if (isMuted(room, now)) return texts.closedMuted(formats.moment(new Date(room.me.muted_until)))
  return texts.closedPosting[room.posting]
}

function roomShown(state) {
  return currentRoom(state) ?? state.areRoomsKnown
}
