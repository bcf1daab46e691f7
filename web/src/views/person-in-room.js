import { createLatest } from "../lib/latest.js"
import { $ } from "../lib/jquery.js"
import { mayStill } from "../store/selectors.js"
import { texts } from "../texts.js"
import { createAttempt } from "./forms/attempt.js"

const DEEDS = ["manage", "moderate", "remove"] // as the server calls them

/** What I may do about somebody in a room: their role there, a time of silence, taking them out. */
export function createPersonInRoom({ element, store, actions, confirm, formats, onGone }) {
  const $part = $(element)
  const $role = $part.find("[name=room_role]")
  const attempt = createAttempt(element)
  const asked = createLatest(actions.members.find, { hear: show, fail: () => {} })
  let room = null
  let member = null

  /** `member` is what they are in the room, where it is known already. */
  function open({ room: opened, person, member: known }) {
    room = opened
    attempt.clear()
    asked.drop()
    const mayAct = room !== null && DEEDS.some((deed) => mayStill(room, deed))
    show(mayAct ? known : null)
    if (mayAct && !known) asked.ask(room.id, person)
  }

  function show(found) {
    member = found
    $part.prop("hidden", member === null)
    if (member === null) return
    const isMe = member.id === store.state.me.id
    const isMuted = Boolean(member.muted_until)
    const mayMute = mayStill(room, "moderate") && !isMe
    $part.find("[data-in-room-title]").text(texts.inRoom(room.name))
    $part.find("[data-room-role]").prop("hidden", !mayStill(room, "manage") || member.is_guest)
    $role.val(member.role)
    $part.find("[data-mute]").prop("hidden", !mayMute || isMuted)
    $part.find("[data-muted]").prop("hidden", !mayMute || !isMuted)
    $part.find("[data-muted-words]").text(mutedWords(member, formats))
    $part.find("[data-remove]").prop("hidden", !mayStill(room, "remove") || isMe)
    const isEmpty = $part.find("[data-card-part]:not([hidden])").length === 0
    $part.prop("hidden", isEmpty)
  }

  // Until the answer comes the card may have become that of somebody else.
  async function change(wish, done) {
    const place = room.id
    const person = member.id
    let changed = null
    const isDone = await attempt.make(async () => {
      changed = await actions.members.change(place, person, wish)
    }, done)
    if (room?.id === place && member?.id === person) show(changed ?? member)
    return isDone
  }

  // The buttons that were pressed are gone: the ones in their place take the focus.
  async function mute(minutes) {
    const done = minutes ? texts.isMuted(member.name) : texts.isUnmuted(member.name)
    const next = minutes ? "[data-unmute]" : "[data-minutes]"
    if (await change({ muted_minutes: minutes }, done)) $part.find(next).first().trigger("focus")
  }

  async function remove() {
    const place = room
    const person = member
    const isMeant = await confirm.ask({
      title: texts.removeTitle(person.name, place.name),
      words: texts.removeWords[place.kind],
      yes: texts.removeFromRoom,
      no: texts.cancel,
      isDangerous: true,
    })
    if (!isMeant) return
    const isDone = await attempt.make(() => actions.members.remove(place.id, person.id))
    if (isDone) onGone()
  }

  return {
    start() {
      $role.append(
        Object.entries(texts.roomRoles).map(
          ([role, words]) => $("<option>").val(role).text(words)[0],
        ),
      )
      $role.on("change", () => change({ role: $role.val() }, texts.saved))
      $part.on("click", "[data-minutes]", ({ currentTarget }) => {
        mute(Number(currentTarget.dataset.minutes))
      })
      $part.on("click", "[data-unmute]", () => mute(0))
      $part.on("click", "[data-remove]", remove)
    },
    open,
  }
}

function mutedWords({ muted_until: until }, formats) {
  return until ? texts.mutedUntil(formats.moment(new Date(until))) : ""
}
