import { isComposing, typeInto } from "../lib/fields.js"
import { $ } from "../lib/jquery.js"
import { queryAt, ROOM } from "../lib/mentions.js"
import { currentRoom } from "../store/selectors.js"
import { createCompletionList } from "./completion-list.js"
import { createTicker } from "./ticker.js"

const TYPING_MS = 120 // so long after the last key the server is asked
const STEPS = { ArrowDown: 1, ArrowUp: -1 }
const TAKES = ["Enter", "Tab"]
const CARET_KEYS = ["ArrowLeft", "ArrowRight", "Home", "End"]

/** Completes a name that is typed after an @. Started before whoever else takes keys of the field. */
export function createCompletion({ element, store, actions }) {
  const $field = $(element).find("[data-composer-field]")
  const list = createCompletionList({ element, onTake: take })
  const ticker = createTicker(ask)
  let query = null
  let refused = null // where the @ stands whose names nobody wanted

  function look() {
    query = queryOf($field[0])
    if (query === null) refused = null
    if (query === null || query.from === refused) return close()
    list.show(actions.mentions.guess(query.search))
    ticker.set(TYPING_MS)
  }

  function queryOf({ value, selectionStart, selectionEnd }) {
    if (selectionStart !== selectionEnd || currentRoom(store.state) === null) return null
    return queryAt(value, selectionStart, actions.mentions.chosen(store.state.place.roomId))
  }

  async function ask() {
    const asked = query
    // Those who are known already must do where nobody answers.
    const found = await actions.mentions.find(asked.search).catch(() => null)
    if (found && query === asked) list.show(found)
  }

  function close() {
    ticker.set(null)
    query = null
    list.hide()
  }

  function refuse() {
    refused = query.from
    close()
  }

  function choose(person) {
    if (person.id !== ROOM) actions.mentions.choose(store.state.place.roomId, person)
  }

  function take(person) {
    const { from, to } = query
    choose(person)
    const space = /^\s/.test($field.val().slice(to)) ? "" : " "
    typeInto($field[0], `@${person.name}${space}`, from, to)
    close()
  }

  function finish(person) {
    choose(person)
    close()
  }

  function onKey(event) {
    const { key, shiftKey, altKey, ctrlKey, metaKey } = event
    if (!list.isOpen() || isComposing(event) || shiftKey || altKey || ctrlKey || metaKey) return
    const only = list.only()
    // Whoever has typed the whole name means to send.
    if (key === "Enter" && only?.name === query.search) return finish(only)
    if (STEPS[key]) list.step(STEPS[key])
    else if (TAKES.includes(key)) list.takeActive()
    else if (key === "Escape") refuse()
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return {
    start() {
      list.start()
      $field.on("input click", look).on("keydown", onKey).on("blur", close)
      $field.on("keyup", ({ key }) => {
        if (CARET_KEYS.includes(key)) look()
      })
      store.watch((state) => state.place.roomId, close)
    },
  }
}
