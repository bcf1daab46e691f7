import { $ } from "../../lib/jquery.js"
import { LIST } from "../../store/lists.js"
import { refusalText, texts } from "../../texts.js"
import { createListFoot } from "../people/list-foot.js"
import { partsOf } from "../parts.js"
import { drawRoomFace } from "../room-face.js"
import { createTicker } from "../ticker.js"
import { cloneTemplate } from "../words.js"

const TYPING_MS = 200 // so long after the last key the search begins
const FACE_PX = 20

/** The public rooms of the chat: finding one, joining it in place, opening it. */
export function createBrowse({ element, store, actions }) {
  const $dialog = $(element)
  const $search = $dialog.find("[name=search]")
  const $list = $dialog.find("[data-found-rooms]")
  const { publicRooms } = actions.roomDeeds
  const search = createTicker(() => publicRooms.load({ search: $search.val().trim() }))
  const foot = createListFoot({
    element: $dialog.find("[data-list-foot]"),
    emptyWords: texts.noPublicRooms,
    onMore: publicRooms.loadMore,
    onRetry: () => publicRooms.load(),
  })

  function show({ publicRooms: list, rooms }) {
    if (!element.open) return
    const focused = document.activeElement?.closest("[data-found-room]")?.dataset.foundRoom
    $list.empty().append(list.items.map((room) => drawFound(room, rooms[room.id])))
    $list.find(`[data-found-room="${focused}"] button:not([hidden])`).trigger("focus")
    foot.show(list)
    const isSearched = list.status === LIST.ready && list.filters.search !== ""
    const count = list.items.length
    $dialog.find("[data-found-words]").text(isSearched ? texts.roomsFound(count) : "")
  }

  async function join({ currentTarget }) {
    const $row = $(currentTarget).closest("[data-found-room]")
    if ($row.attr("aria-busy") === "true") return
    $row.attr("aria-busy", "true").find("[data-problem]").text("")
    const id = Number($row.attr("data-found-room"))
    try {
      await actions.rooms.join(id) // the store tells, and the row is drawn anew
      $dialog.find("[data-found-words]").text(texts.joined($row.find("[data-name]").text()))
    } catch (error) {
      $row.attr("aria-busy", "false").find("[data-problem]").text(refusalText(error))
    }
  }

  function enter({ currentTarget }) {
    const id = Number($(currentTarget).closest("[data-found-room]").attr("data-found-room"))
    element.close()
    actions.places.open(id)
  }

  return {
    start() {
      foot.start()
      $list.on("click", "[data-join]", join).on("click", "[data-enter]", enter)
      $search.on("input", () => search.set(TYPING_MS))
      $dialog.on("submit", "[role=search]", (event) => {
        event.preventDefault()
        search.set(0)
      })
      $dialog.on("click", ({ target }) => {
        if (target === element) element.close()
      })
      $dialog.on("click", "[data-close]", () => element.close())
      store.watch(partsOf(shownParts), () => show(store.state))
    },

    open() {
      $search.val("")
      element.showModal()
      publicRooms.load({ search: "" })
    },
  }
}

// Of a room that I am in the page knows more, and later news.
function drawFound(room, mine) {
  const isMine = mine !== undefined
  const $row = cloneTemplate("found-room-template").attr("data-found-room", room.id)
  drawRoomFace($row.find("[data-room-face]"), room, null, FACE_PX)
  $row.find("[data-name]").text(room.name)
  $row.find("[data-members]").text(texts.memberCount((mine ?? room).member_count))
  $row.find("[data-topic]").text(room.topic)
  $row.find("[data-mine]").prop("hidden", !isMine)
  const label = (deed) => ({ "aria-label": texts.forPerson(deed, room.name) })
  $row.find("[data-join]").attr(label(texts.joinRoom)).prop("hidden", isMine)
  $row.find("[data-enter]").attr(label(texts.enterRoom)).prop("hidden", !isMine)
  return $row[0]
}

const shownParts = ({ publicRooms, rooms }) => [publicRooms, Object.keys(rooms).join()]
