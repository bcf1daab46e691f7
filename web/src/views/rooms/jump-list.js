import { $ } from "../../lib/jquery.js"
import { peopleToJumpTo, roomsToJumpTo } from "../../store/jump.js"
import { drawJumpPerson, drawJumpRoom } from "./jump-option.js"

/** What a query finds: rooms, and below them people, so that nothing moves when those come later. */
export function createJumpList({ element, store }) {
  const $list = $(element)
  const count = () => $list.find("[role=option]").length

  function drawGroup(name, options) {
    const $group = $list.find(`[data-jump-group="${name}"]`).prop("hidden", options.length === 0)
    $group.find("[role=option]").remove()
    $group.append(options)
  }

  /** Draw the rooms that a query finds, and nobody yet; gives how many there are. */
  function drawRooms(query) {
    const { state } = store
    const rooms = roomsToJumpTo(state, query).map((each) => drawJumpRoom(each, state))
    drawGroup("rooms", rooms)
    drawGroup("people", [])
    return count()
  }

  /** Draw the people as well; gives how many there are in all. The rooms are left alone: one may be pressed. */
  function drawPeople(people) {
    drawGroup("people", peopleToJumpTo(store.state, people).map(drawJumpPerson))
    return count()
  }

  return { drawRooms, drawPeople }
}
