import { $ } from "../lib/jquery.js"
import { texts } from "../texts.js"

/** The room's name wherever the page shows it, and the product's until the room is known. */
export function createRoomNames({ element, store }) {
  const $app = $(element)

  function show(name) {
    $app.find("[data-room-name]").text(name ?? texts.product)
    $app.find("[data-room-link], [data-room-icon]").prop("hidden", name === undefined)
  }

  return {
    start: () => store.watch((state) => state.room?.name, show),
  }
}
