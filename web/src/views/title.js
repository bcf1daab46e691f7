import { $ } from "../lib/jquery.js"
import { currentRoom, roomName, unreadInAll } from "../store/selectors.js"
import { mentionsInAll } from "../store/sidebar.js"
import { texts } from "../texts.js"

const ICON = "/favicon.svg"
const ICON_WITH_DOT = "/favicon-news.svg"

/** The tab: its title says the room and how much is unread in all of them, its icon that anything is. */
export function createTitle({ store, page = document }) {
  const $icon = $(page.head).find("link[rel=icon]")

  function titleOf(state) {
    const room = currentRoom(state)
    const counts = { unread: unreadInAll(state), mentions: mentionsInAll(state) }
    return texts.titleOf(room && roomName(state, room), counts)
  }

  return {
    start() {
      store.watch(titleOf, (title) => (page.title = title))
      store.watch(hasNews, (isNews) => $icon.attr("href", isNews ? ICON_WITH_DOT : ICON))
    },
  }
}

const hasNews = (state) => unreadInAll(state) > 0 || mentionsInAll(state) > 0
