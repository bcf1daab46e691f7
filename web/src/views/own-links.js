import { isAtLeast, ROLE } from "../lib/roles.js"
import { $ } from "../lib/jquery.js"
import { refusalText, texts } from "../texts.js"

/** The ways from the conversation to one's account, and out of it. */
export function createOwnLinks({ element, store, session, confirm }) {
  const $links = $(element)
  const $problem = $links.find("[data-sign-out-problem]")
  let isLeaving = false

  function show(me) {
    if (me === null) return
    $links.find("[data-for]").each((_, link) => {
      $(link).prop("hidden", !isFor(me, link.dataset.for))
    })
  }

  async function signOut() {
    if (isLeaving || (session.hasUnsent() && !(await isMeant()))) return
    isLeaving = true
    $problem.text("")
    await session.signOut().catch((error) => $problem.text(refusalText(error)))
    isLeaving = false
  }

  const isMeant = () =>
    confirm.ask({
      title: texts.signOutTitle,
      words: texts.signOutLoses,
      yes: texts.signOut,
      no: texts.stay,
    })

  return {
    start() {
      $links.on("click", "[data-sign-out]", signOut)
      store.watch((state) => state.me, show)
    },
  }
}

function isFor(me, audience) {
  if (audience === ROLE.guest) return me.is_guest
  return !me.is_guest && isAtLeast(me.role, audience)
}
