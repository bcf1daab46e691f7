import { $ } from "../../lib/jquery.js"
import { refusalText, texts } from "../../texts.js"
import { createListFoot } from "./list-foot.js"
import { createPeopleFilters } from "./people-filters.js"
import { createPersonDeeds } from "./person-deeds.js"
import { drawPerson } from "./person-row.js"

/** Everybody in the chat: finding them, and what may be done about them. */
export function createPeopleList({ element, store, actions, formats, ...dialogs }) {
  const $part = $(element)
  const $list = $part.find("[data-people-list]")
  const { people } = actions
  const filters = createPeopleFilters({
    element: $part.find("[data-people-filters]"),
    store,
    people,
  })
  const deeds = createPersonDeeds({ store, actions, formats, ...dialogs })
  const foot = createListFoot({
    element: $part.find("[data-list-foot]"),
    emptyWords: texts.nobodyFound,
    onMore: people.loadMore,
    onRetry: () => people.load(),
  })

  function show({ people: list, me }) {
    if (me === null) return
    $list.empty().append(list.items.map((person) => drawPerson(person, me, formats)))
    foot.show(list)
  }

  async function attempt(control, deed) {
    const id = Number(control.closest("[data-person-id]").dataset.personId)
    const told = await deed(personOf(id), control.value).then(
      (done = "") => ({ done, problem: "" }),
      (error) => ({ done: "", problem: refusalText(error) }),
    )
    const $row = $list.find(`[data-person-id="${id}"]`)
    $row.find("[data-row-problem]").text(told.problem)
    $row.find("[data-row-done]").text(told.done)
    if (control.matches("select")) $row.find("select").val(personOf(id)?.role)
    // A deed that was done has drawn the row anew, under the reader's hands.
    if (!control.isConnected) refocus($row, control.dataset.deed)
  }

  const personOf = (id) => store.state.people.items.find((person) => person.id === id)

  return {
    start() {
      filters.start()
      foot.start()
      $list.on("change", "select[data-deed]", ({ currentTarget }) => {
        attempt(currentTarget, deeds.changeRole)
      })
      $list.on("click", "button[data-deed]", ({ currentTarget }) => {
        attempt(currentTarget, deeds[currentTarget.dataset.deed])
      })
      store.watch(listAndMe(), () => show(store.state))
    },
  }
}

// The same control, or where it is gone with what it did, the first that is left.
function refocus($row, deed) {
  const $left = $row.find("[data-deed]:not([hidden])")
  const $same = $left.filter(`[data-deed="${deed}"]`)
  $($same[0] ?? $left[0]).trigger("focus")
}

// One value that changes when the list or my rights do.
function listAndMe() {
  let last = []
  return ({ people, me }) => {
    if (people !== last[0] || me !== last[1]) last = [people, me]
    return last
  }
}
