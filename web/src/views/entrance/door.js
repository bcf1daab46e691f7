import { $ } from "../../lib/jquery.js"
import { DOOR, doorOf, isClaim, mayGoOnAsGuest, WAY } from "../../store/entrance.js"
import { PHASE } from "../../store/visit.js"
import { ssoRefusalText, texts } from "../../texts.js"
import { drawAvatar } from "../avatar.js"

const TABS = [DOOR.signIn, DOOR.signUp, DOOR.needsInvitation, DOOR.closed]
const ALONE = [DOOR.link, DOOR.setUp, DOOR.settled] // without tabs, yet not the only way in
const INSIDE = [DOOR.inside, DOOR.invited]
const FORMS = { [DOOR.setUp]: DOOR.signUp } // the first account is made by the same form

/** What somebody finds at /sign-in: one form or one sentence, and the ways to the others. */
export function createDoor({ element, store, actions, page = document }) {
  const $door = $(element)

  function show(state) {
    if (state.phase !== PHASE.open) return
    const door = doorOf(state)
    $door.attr("data-door", door)
    showWords(state, door)
    showNote(state, door)
    showTabs(state, door)
    showParts(state, FORMS[door] ?? door)
    $door.find("[data-guest-way]").prop("hidden", INSIDE.includes(door) || !mayGoOnAsGuest(state))
    $door.find("[data-sign-in-instead]").prop("hidden", !ALONE.includes(door))
    if (door === DOOR.inside) showInside(state.me)
  }

  function showParts({ joining }, door) {
    $door.find("[data-behind]").each((_, part) => {
      $(part).prop("hidden", !part.dataset.behind.split(" ").includes(door))
    })
    if (!joining.mail) $door.find("[data-recover-form]").prop("hidden", true)
    $door.find("[data-username-label]").text(joining.mail ? texts.usernameOrMail : texts.username)
    $door.find("[data-directory-hint]").prop("hidden", !joining.directory)
  }

  function showWords(state, door) {
    const isInvited = door === DOOR.signUp && state.invitation !== null
    const title = isInvited ? texts.invitedTitle : texts.doors[door]
    const words = wordsFor(state, door, isInvited)
    $door
      .find("[data-title]")
      .text(title)
      .toggleClass("visually-hidden", TABS.includes(door) && !isInvited) // the tabs say the same
    $door
      .find("[data-sign-up-form] [type=submit] [data-text]")
      .text(door === DOOR.setUp ? texts.makeOwner : texts.createAccount)
    $door
      .find("[data-words]")
      .text(words)
      .prop("hidden", words === "")
    page.title = texts.titleOfDoor(title)
  }

  function showNote({ note, refusal, joining, way }, door) {
    $door
      .find("[data-note]")
      .text(texts.notes[note] ?? "")
      .prop("hidden", note === null)
    const isOver = refusal === null || INSIDE.includes(door)
    $door.find("[data-refused]").text(isOver ? "" : refusedWords(refusal, joining))
    $door.find("[data-owner-hint]").prop("hidden", joining.has_owner || way === WAY.setUp)
  }

  function showTabs({ way }, door) {
    $door.find("[data-ways]").prop("hidden", !TABS.includes(door))
    $door.find("[data-ways] [data-way]").each((_, tab) => {
      $(tab).attr("aria-current", tab.dataset.way === way ? "page" : null)
    })
  }

  function showInside(me) {
    drawAvatar($door.find("[data-inside-avatar]"), me)
    $door.find("[data-inside-words]").text(texts.insideWords(me.name, me.username))
  }

  function onWay(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return // in a tab of its own
    event.preventDefault()
    actions.turn(event.currentTarget.dataset.way)
  }

  return {
    start() {
      $door.on("click", "[data-way]", onWay)
      $door.on("click", "[data-guest-way] a", (event) => {
        event.preventDefault()
        actions.goOnAsGuest()
      })
      store.watch((state) => state, show)
    },
  }
}

function recoverWords({ mail, directory }) {
  const { recoverWords: words } = texts
  const ours = mail ? words.byMail : words.byPeople
  return directory ? `${ours} ${words.directory}` : ours
}

function refusedWords(refusal, { providers = [] }) {
  const provider = providers.find(({ id }) => id === refusal.provider)
  return ssoRefusalText(refusal, provider?.name ?? texts.otherService)
}

function wordsFor(state, door, isInvited) {
  if (door === DOOR.signUp && isClaim(state)) return texts.claimWords(state.me.name)
  if (door === DOOR.signIn && isClaim(state)) return texts.leaveGuestWords(state.me.name)
  if (door === DOOR.invited) return texts.invitedInside(state.me.name, state.me.username)
  if (isInvited) return texts.invitedWords
  if (door === DOOR.recover) return recoverWords(state.joining)
  if (door === DOOR.mailSent) return texts.mailSentWords(state.sentTo)
  if (door === DOOR.mail && state.account) return texts.confirmMailWords(state.account)
  if (door === DOOR.mailConfirmed) return texts.mailConfirmedWords(state.confirmed)
  return texts.doorWords[door] ?? ""
}
