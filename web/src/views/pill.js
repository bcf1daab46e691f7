import { $ } from "../lib/jquery.js"
import { isLineLoaded } from "../store/reader.js"
import { texts } from "../texts.js"

const FAR_SCREENS = 1

/** The way up to where the news begin, for a reader who was shown the newest of very many. */
export function createLinePill({ element, onClick }) {
  const $pill = $(element).find("[data-line-pill]").on("click", onClick)

  return {
    show(history) {
      const isUseful = history.isOpen && history.lineId !== null && !isLineLoaded(history)
      if (isUseful) $pill.find("[data-pill-words]").text(texts.newAbove(history.lineCount))
      $pill.prop("hidden", !isUseful)
    },
  }
}

/** The way back to the newest message, for a reader who is further up. */
export function createPill({ element, onClick }) {
  const $pill = $(element).find("[data-pill]").on("click", onClick)
  const $words = $pill.find("[data-pill-words]")

  return {
    show({ isFollowing, missed }, screensBelow) {
      const isUseful = !isFollowing && (missed > 0 || screensBelow > FAR_SCREENS)
      $words.text(missed > 0 ? texts.newMessages(missed) : texts.toNewest)
      $words.toggleClass("visually-hidden", missed === 0)
      $pill.toggleClass("pill--bare", missed === 0).prop("hidden", !isUseful)
    },
  }
}
