import { timeIn, untilNextMinute } from "../lib/clocks.js"
import { createLatest } from "../lib/latest.js"
import { $ } from "../lib/jquery.js"
import { isAtLeast, ROLE } from "../lib/roles.js"
import { currentPerson, currentRoom } from "../store/selectors.js"
import { refusalText, texts } from "../texts.js"
import { drawAvatar } from "./avatar.js"
import { createAttempt } from "./forms/attempt.js"
import { drawPresence } from "./person-line.js"
import { createTicker } from "./ticker.js"

/** Who somebody is, the way to talk to them, and what may be done about them in the open room. */
export function createPersonCard({ element, store, actions, inRoom, now = () => new Date() }) {
  const $card = $(element)
  const asked = createLatest(actions.directory.profile, { hear, fail })
  const attempt = createAttempt($card.find("[data-card-deeds]"))
  const clock = createTicker(showTime)
  let person = null

  function open({ person: known, member = null }) {
    person = known
    attempt.clear()
    drawKnown({ ...known, ...currentPerson(store.state, known), id: known.id })
    drawProfile({})
    inRoom.open({ room: currentRoom(store.state), person: known, member })
    if (!element.open) element.showModal()
    ask()
  }

  function ask() {
    $card.find("[data-card-problem]").text("")
    $card.find("[data-card-again]").prop("hidden", true)
    asked.ask(person.id)
  }

  function hear(profile) {
    person = profile
    drawKnown(profile)
    drawProfile(profile)
  }

  function fail(error) {
    if (error.status === undefined) console.error(error)
    const isGone = error.status === 404
    $card.find("[data-card-problem]").text(isGone ? texts.nothingToTell : refusalText(error))
    $card.find("[data-card-again]").prop("hidden", isGone)
  }

  function drawKnown({ id, name, avatar }) {
    drawAvatar($card.find("[data-avatar]"), { id, name, avatar })
    $card.find("[data-card-name]").text(name)
  }

  function drawProfile({ username = null, role = null, is_guest: isGuest = true, presence }) {
    const { me } = store.state
    const isMember = role !== null && !isGuest
    drawPresence($card, presence)
    $card.find("[data-card-username]").text(username ? texts.atUsername(username) : "")
    $card
      .find("[data-card-role]")
      .text(role === null ? "" : texts.roles[role])
      .prop("hidden", role === null || role === ROLE.member)
    const mayTalk = isMember && !me.is_guest && person.id !== me.id
    $card.find("[data-talk]").prop("hidden", !mayTalk)
    $card
      .find("[data-look-after]")
      .attr("href", `/people?search=${encodeURIComponent(username ?? person.name)}`)
      .prop("hidden", role === null || !isAtLeast(me.role, ROLE.administrator))
    showTime()
  }

  function showTime() {
    const zone = element.open ? person.time_zone : null
    const time = zone ? timeIn(zone, now()) : null
    $card.find("[data-card-time]").text(time ? texts.localTime(time) : "")
    clock.set(time ? untilNextMinute(now()) : null)
  }

  async function talk() {
    let room = null
    const begin = async () => (room = await actions.roomDeeds.talkTo([person.id]))
    const isDone = await attempt.make(begin)
    if (!isDone || !element.open) return // who closed the card does something else by now
    element.close()
    actions.places.open(room.id)
  }

  return {
    start() {
      inRoom.start()
      $card.on("click", "[data-talk]", talk)
      $card.on("click", "[data-card-again]", ask)
      $card.on("click", "[data-close]", () => element.close())
      $card.on("click", ({ target }) => {
        if (target === element) element.close()
      })
      $card.on("close", () => clock.set(null))
    },
    open,
  }
}
