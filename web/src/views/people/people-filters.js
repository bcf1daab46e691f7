import { ROLES } from "../../lib/roles.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createTicker } from "../ticker.js"

const TYPING_MS = 250 // so long after the last key the search begins

/** Finding people: by what they are called, and by role. */
export function createPeopleFilters({ element, store, people }) {
  const $form = $(element)
  const $search = $form.find("[name=search]")
  const search = createTicker(() => people.load({ search: $search.val().trim() }))

  return {
    start() {
      const roles = ["", ...ROLES].map((role) => {
        const words = texts.roles[role] ?? texts.everyRole
        return $("<option>").val(role).text(words)[0]
      })
      $form
        .find("[name=role]")
        .append(roles)
        .on("change", ({ target }) => people.load({ role: target.value }))
      $search.val(store.state.people.filters.search)
      $search.on("input", () => search.set(TYPING_MS))
      $form.on("submit", (event) => {
        event.preventDefault()
        search.set(0)
      })
    },
  }
}
