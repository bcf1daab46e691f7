import { currentRoom, roomName, unreadInAll } from "../store/selectors.js"
import { texts } from "../texts.js"

/** The tab's title: the room, and how much is unread in all of them. */
export function createTitle({ store, page = document }) {
  function titleOf(state) {
    const room = currentRoom(state)
    return texts.titleOf(room && roomName(state, room), unreadInAll(state))
  }

  return {
    start: () => store.watch(titleOf, (title) => (page.title = title)),
  }
}
