import { untilMidnight } from "../lib/dates.js"
import { $ } from "../lib/jquery.js"
import { currentRoom, roomName } from "../store/selectors.js"
import { DELIVERY, EDGE } from "../store/state.js"
import { texts } from "../texts.js"
import { createEdges } from "./edges.js"
import { createMessageList } from "./message-list.js"
import { partsOf } from "./parts.js"
import { createLinePill, createPill } from "./pill.js"
import { createReturns } from "./returns.js"
import { toRows } from "./rows.js"
import { ScrollKeeper } from "./scroll-keeper.js"
import { createTicker } from "./ticker.js"

const NEAR_SCREENS = 1.5 // how close to an end the next page is asked for
const SECOND_MS = 1_000

/** The messages of the room: what is drawn, where the reader stands, what is loaded when. */
export function createConversation({ element, store, actions, formats, now = () => new Date() }) {
  const $scroller = $(element)
  const $messages = $scroller.find("[data-messages]")
  const keeper = new ScrollKeeper({ scroller: element, list: $messages[0] })
  const returns = createReturns({ scroller: element, keeper })
  const list = createMessageList({ element: $messages[0], formats })
  const edges = createEdges({ $root: $scroller, history: actions.history })
  const ticker = createTicker(() => draw(store.state))
  const pill = createPill({ element: element.parentNode, onClick: toNewest })
  const linePill = createLinePill({
    element: element.parentNode,
    onClick: actions.history.goToLine,
  })
  let drawn = null

  function draw(state) {
    returns.leave(drawn, state.history)
    keeper.isFollowing = state.reader.isFollowing
    $messages.attr("aria-live", isFresh(state) ? "polite" : "off")
    keeper.during(() => {
      list.show(toRows(state, formats, now()))
      edges.show(state)
    })
    const isMoved = returns.arrive(drawn, state)
    drawn = state.history
    ticker.set(untilNextChange(state))
    if (isMoved) actions.reading.moved(keeper.isAtBottom)
    settle()
  }

  // Only what arrives at the end is news to a screen reader, not a page of the past.
  function isFresh({ history }) {
    return drawn?.isOpen && history.messages[0]?.id === drawn.messages[0]?.id
  }

  function untilNextChange({ outbox }) {
    const hasCountdown = outbox.some(({ status }) => status === DELIVERY.delayed)
    return hasCountdown ? SECOND_MS : untilMidnight(now())
  }

  /** After each change and each movement: tell where the reader is, fetch what they come near. */
  function settle() {
    const { history } = store.state
    if (!history.isOpen) return
    if (history.older === EDGE.more && element.scrollTop < NEAR_SCREENS * element.clientHeight) {
      actions.history.loadOlder()
    }
    if (history.newer === EDGE.more && keeper.screensBelow < NEAR_SCREENS) {
      actions.history.loadNewer()
    }
    pill.show(store.state.reader, keeper.screensBelow)
    linePill.show(history)
  }

  function onScroll() {
    if (!keeper.isReadersMove()) return
    actions.reading.moved(keeper.isAtBottom)
    keeper.isFollowing = store.state.reader.isFollowing
    settle()
  }

  function toNewest() {
    if (store.state.history.newer !== EDGE.end) return actions.history.returnToNewest()
    actions.reading.moved(true)
    keeper.isFollowing = true
    keeper.toBottom()
  }

  return {
    start() {
      $scroller.on("scroll", onScroll)
      const own = ({ target }) => list.clientIdOf(target)
      $messages.on("click", "[data-retry]", (event) => actions.outbox.retry(own(event)))
      $messages.on("click", "[data-discard]", (event) => actions.outbox.discard(own(event)))
      store.watch(partsOf(visibleParts), () => draw(store.state))
      store.watch(nameOfRoom, (name) => {
        $scroller.attr("aria-label", name ? texts.conversationIn(name) : null)
      })
      store.watch(
        (state) => state.reader,
        (reader) => pill.show(reader, keeper.screensBelow),
      )
      keeper.start()
    },
    toNewest,
  }
}

function nameOfRoom(state) {
  const room = currentRoom(state)
  return room && roomName(state, room)
}

function visibleParts(state) {
  const { history, outbox, people, me } = state
  return [history, outbox, people, me, nameOfRoom(state)]
}
