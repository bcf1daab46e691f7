import { $ } from "../lib/jquery.js"

const GOAL_AT = 0.25 // of the height, from the top: so much of what was said before is seen too

/** Where the reader stands when a room opens: where they were, at what is new, or at a message. */
export function createReturns({ scroller, keeper }) {
  const places = new Map() // room id -> the place the reader had there
  let reached = null

  /** Before another room is drawn: remember the place in the one that is shown. */
  function leave(drawn, next) {
    if (drawn?.isOpen && drawn.roomId !== next.roomId) places.set(drawn.roomId, keeper.place)
  }

  /** After it is drawn: go where the reader belongs. Gives whether the view was moved. */
  function arrive(drawn, { history, reader }) {
    const { goal } = history
    if (!history.isOpen) return false
    if (goal !== null && goal !== reached) return goTo(goal)
    const isReturn = drawn?.roomId !== history.roomId
    if (isReturn && !reader.isFollowing) return goBack(places.get(history.roomId))
    return false
  }

  function goTo(goal) {
    reached = goal
    const row = goal.messageId ? rowOf(goal.messageId) : scroller.querySelector("[data-line]")
    mark(goal.messageId ? row : null)
    if (row) keeper.bring(row, scroller.clientHeight * GOAL_AT)
    return row !== null
  }

  function goBack(place) {
    const row = place && rowOf(place.messageId)
    if (row) keeper.bring(row, place.offset)
    return Boolean(row)
  }

  function mark(row) {
    $(scroller).find("[data-linked]").removeAttr("data-linked aria-current")
    if (row) $(row).attr({ "data-linked": "", "aria-current": "location" })
  }

  const rowOf = (id) => scroller.querySelector(`[data-message-id="${id}"]`)

  return { leave, arrive }
}
