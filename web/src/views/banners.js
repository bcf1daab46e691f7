import { $ } from "../lib/jquery.js"
import { isCutOff, isReady } from "../store/selectors.js"
import { LINK } from "../store/state.js"
import { texts, troubleText } from "../texts.js"
import { createCountdown } from "./countdown.js"

/** The lines above the conversation: no connection, another identity than before, a link to a message
 * that is not there. */
export function createBanners({ element, store, onTryNow, onNotice, onLack, isOnline }) {
  const $offline = $(element).find("[data-offline-banner]")
  const $lack = $(element).find("[data-lack-banner]")
  const $identity = $(element).find("[data-identity-banner]")
  const countdown = createCountdown((words) => $offline.find("[data-banner-count]").text(words))

  function showOffline(state) {
    const isShown = isReady(state) && isCutOff(state)
    $offline.prop("hidden", !isShown)
    if (!isShown) return countdown.stop()
    const title = isOnline() ? troubleText(state.connection.problem) : `${texts.offline}.`
    const $title = $offline.find("[data-banner-title]")
    if ($title.text() !== title) $title.text(title)
    $offline.find("[data-try-now]").prop("disabled", state.connection.link === LINK.trying)
    countdown.start(state.connection)
  }

  function showIdentity({ hasNewIdentity, me }) {
    $identity.prop("hidden", !hasNewIdentity)
    if (hasNewIdentity) $identity.find("[data-identity-words]").text(texts.newIdentity(me.name))
  }

  return {
    start() {
      $offline.on("click", "[data-try-now]", onTryNow)
      $identity.on("click", "[data-dismiss-identity]", onNotice)
      store.watch(
        (state) => state.connection,
        () => showOffline(store.state),
      )
      $lack.on("click", "[data-dismiss-lack]", onLack)
      store.watch(
        (state) => state.place.lacksMessage,
        (isLacking) => $lack.prop("hidden", !isLacking),
      )
      store.watch(isReady, () => showOffline(store.state))
      store.watch(
        (state) => state.hasNewIdentity,
        () => showIdentity(store.state),
      )
    },
  }
}
