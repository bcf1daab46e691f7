import { texts } from "../texts.js"

/** The tab's title: the room, and how much was said while nobody looked. */
export function createTitle({ store, page = document }) {
  const titleOf = ({ room, reader }) =>
    room ? texts.titleOf(room.name, reader.unread) : texts.product

  return {
    start: () => store.watch(titleOf, (title) => (page.title = title)),
  }
}
