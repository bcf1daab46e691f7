import { createArranged } from "../../lib/arrange.js"
import { $ } from "../../lib/jquery.js"
import { LIST } from "../../store/lists.js"
import { currentRoom, mayStill } from "../../store/selectors.js"
import { texts } from "../../texts.js"
import { partsOf } from "../parts.js"
import { createListFoot } from "../people/list-foot.js"
import { createTicker } from "../ticker.js"
import { drawMember, memberNow } from "./member-row.js"
import { redrawInPlace } from "./redraw.js"

const TYPING_MS = 200 // so long after the last key the search begins
const FROM_PEOPLE = 8 // fewer are seen at a glance

/** Who is in the room: finding somebody, what they are here, adding people. */
export function createMemberList({ element, store, actions, addDialog, formats }) {
  const $part = $(element)
  const $list = $part.find("[data-member-list]")
  const arrange = createArranged($list[0], drawMember)
  const $search = $part.find("[name=member_search]")
  const search = createTicker(() => actions.members.search($search.val().trim()))
  const foot = createListFoot({
    element: $part.find("[data-list-foot]"),
    emptyWords: texts.nobodyFound,
    onMore: actions.members.loadMore,
    onRetry: actions.members.load,
  })

  function show(state) {
    const room = currentRoom(state)
    const { members } = state
    if (room === null || members.filters.roomId !== room.id) return arrange([])
    const isSecret = isHidden(members)
    $part.find("[data-members-hidden]").prop("hidden", !isSecret)
    $part.find("[data-member-count]").text(room.member_count)
    $part.find("[data-add]").prop("hidden", !mayStill(room, "add"))
    $part.find("[data-member-search]").prop("hidden", isSecret || room.member_count < FROM_PEOPLE)
    drawRows(members.items, state)
    foot.show(members)
    if (isSecret) $part.find("[data-list-foot]").prop("hidden", true)
  }

  // The same row keeps the focus when news draw it anew, and the reader the place in the list.
  function drawRows(items, state) {
    const focused = document.activeElement?.closest("[data-member]")?.dataset.member
    redrawInPlace($list[0], $list.closest("[data-details-body]")[0], () =>
      arrange(items.map((member) => memberNow(member, state, formats))),
    )
    const [again] = focused ? $list.find(`[data-member="${focused}"] button`) : []
    again?.focus({ preventScroll: true })
  }

  function openPerson({ currentTarget }) {
    const id = Number($(currentTarget).closest("[data-member]").attr("data-member"))
    const member = store.state.members.items.find((each) => each.id === id)
    actions.dialogs.open("person", { person: member, member, opener: currentTarget })
  }

  return {
    start() {
      foot.start()
      $list.on("click", "button", openPerson)
      $search.on("input", () => search.set(TYPING_MS))
      $part.on("submit", (event) => {
        event.preventDefault()
        search.set(0)
      })
      $part.on("click", "[data-add]", () => addDialog.open(currentRoom(store.state)))
      store.watch(partsOf(shownParts), () => show(store.state))
    },

    clear() {
      $search.val("")
      search.set(null)
    },
  }
}

// I am in the room myself: a list without anybody is one that I may not see.
function isHidden({ status, items, filters }) {
  return status === LIST.ready && items.length === 0 && filters.search === ""
}

// What I am in a room is, unlike the room itself, not another thing with each message.
const shownParts = (state) => [currentRoom(state)?.me, state.members, state.people, state.presence]
