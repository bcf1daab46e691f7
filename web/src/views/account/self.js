import { $ } from "../../lib/jquery.js"
import { isAtLeast, ROLE } from "../../lib/roles.js"
import { audiencesOf } from "../../store/account.js"
import { signUpDoor } from "../../store/entrance.js"
import { texts } from "../../texts.js"
import { drawAvatar } from "../avatar.js"

/** Who I am, at the head of the page, and which of its parts are for somebody like me. */
export function createSelf({ element, store }) {
  const $page = $(element)

  function show(state) {
    const { me } = state
    if (me === null) return
    const audiences = audiencesOf(state)
    drawAvatar($page.find("[data-own-avatar]"), me)
    $page.find("[data-own-name]").text(me.name)
    $page.find("[data-own-more]").text(more(me))
    $page.find("[data-own-username]").val(me.username ?? "")
    $page.find("[data-people-link]").prop("hidden", !isAtLeast(me.role, ROLE.administrator))
    $page.find("[data-for]").each((_, part) => {
      $(part).prop("hidden", !audiences.includes(part.dataset.for))
    })
    $page.find("[data-uninvited]").text(refusal(state.joining))
    askForPassword(me.has_password)
  }

  // An account without a password proves itself by having come lately.
  function askForPassword(isAsked) {
    const $fields = $page.find("[data-wants-password]").prop("hidden", !isAsked)
    $fields.find("input").prop("disabled", !isAsked)
  }

  return {
    start: () => store.watch((state) => state, show),
  }
}

// Why there is no account to be had, as /sign-in says it.
function refusal(joining) {
  return joining ? (texts.doorWords[signUpDoor(joining)] ?? "") : ""
}

function more({ username, role, is_guest: isGuest }) {
  const parts = isGuest ? [] : [texts.atUsername(username)]
  return [...parts, texts.roles[role]].join(" · ")
}
