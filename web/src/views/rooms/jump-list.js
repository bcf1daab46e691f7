import { $ } from "../../lib/jquery.js"
import { peopleToJumpTo, roomsToJumpTo } from "../../store/jump.js"
import { drawJumpPerson, drawJumpRoom } from "./jump-option.js"

/** What a query finds: rooms, and below them people, so that nothing moves when those come later. */
export function createJumpList({ element, store }) {
  const $list = $(element)

  function drawGroup(name, options) {
    const $group = $list.find(`[data-jump-group="${name}"]`).prop("hidden", options.length === 0)
    $group.find("[role=option]").remove()
    $group.append(options)
  }

  /** Draw it; gives how many there are. */
  function draw(query, people) {
    const { state } = store
    const rooms = roomsToJumpTo(state, query).map((each) => drawJumpRoom(each, state))
    const others = peopleToJumpTo(state, people).map(drawJumpPerson)
    drawGroup("rooms", rooms)
    drawGroup("people", others)
    return rooms.length + others.length
  }

  return { draw }
}
