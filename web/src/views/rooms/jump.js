import { $ } from "../../lib/jquery.js"
import { createLatest } from "../../lib/latest.js"
import { refusalText, texts } from "../../texts.js"
import { createCombobox } from "../forms/combobox.js"
import { createTicker } from "../ticker.js"
import { createJumpKey } from "./jump-key.js"
import { createJumpList } from "./jump-list.js"

const TYPING_MS = 150 // so long after the last key people are looked for

/** From anywhere to a room or a person: a few letters and Enter. */
export function createJump({ element, store, actions }) {
  const $dialog = $(element)
  const $field = $dialog.find("[data-jump-field]")
  const $list = $dialog.find("[data-jump-list]")
  const $words = $dialog.find("[data-jump-words]")
  const list = createJumpList({ element: $list, store })
  const key = createJumpKey({ element, open })
  const search = createTicker(() => asked.ask(query()))
  const asked = createLatest(actions.directory.find, { hear, fail })
  const combobox = createCombobox({ field: $field, list: $list, onPick })
  const query = () => $field.val().trim()
  let isBusy = false

  // What can be seen in the list is only said to those who cannot see it.
  const say = (words, isSeen = false) => $words.text(words).toggleClass("visually-hidden", isSeen)
  const sum = (count) => (count ? texts.foundCount(count) : texts.nothingFound(query()))

  // The rooms are known here; the people are asked for.
  function onInput() {
    const isAsking = query() !== "" && !store.state.me?.is_guest
    asked.drop()
    search.set(isAsking ? TYPING_MS : null)
    const count = list.drawRooms(query())
    combobox.begin({ first: true })
    say(isAsking && count === 0 ? texts.pageOpening : sum(count), count > 0)
  }

  function hear(people) {
    const count = list.drawPeople(people)
    combobox.settle({ first: true })
    say(sum(count), count > 0)
  }

  function fail(error) {
    if (error.status === undefined) console.error(error)
    say(refusalText(error))
  }

  function onPick({ dataset }) {
    if (dataset.roomId) return go(Number(dataset.roomId))
    return talkTo(Number(dataset.personId))
  }

  async function talkTo(personId) {
    if (isBusy) return
    isBusy = true
    $dialog.attr("aria-busy", "true")
    await actions.roomDeeds.talkTo([personId]).then(
      (room) => element.open && go(room.id),
      (error) => say(refusalText(error)),
    )
    $dialog.attr("aria-busy", "false")
    isBusy = false
  }

  function go(roomId) {
    element.close() // before the composer asks for the focus
    actions.places.open(roomId)
  }

  function open() {
    $field.val("")
    element.showModal()
    onInput()
  }

  function rest() {
    search.set(null)
    asked.drop()
  }

  return {
    start() {
      combobox.start()
      key.start()
      $field.on("input", onInput)
      $dialog.on("close", rest)
      $dialog.on("click", ({ target }) => {
        if (target === element) element.close()
      })
      $dialog.on("click", "[data-close]", () => element.close())
    },
    open,
  }
}
