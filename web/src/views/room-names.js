import { $ } from "../lib/jquery.js"

/** The room's name wherever the page shows it. */
export function createRoomNames({ element, store }) {
  const $names = $(element).find("[data-room-name]")
  return {
    start: () =>
      store.watch(
        (state) => state.room?.name ?? "",
        (name) => $names.text(name),
      ),
  }
}
