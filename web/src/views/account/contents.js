import { $ } from "../../lib/jquery.js"

// By any of these the reader has begun to look around, and is led nowhere any more.
const READERS_DEEDS = ["focusin", "hashchange", "keydown", "pointerdown", "wheel"]

/** The parts of the page that addresses lead to: those of its own list, and the one it came by. */
export function createContents({ element, store }) {
  const $page = $(element)

  const partAt = (hash) =>
    $page.find("section[id]").filter((_, { id, hidden }) => !hidden && `#${id}` === hash)

  // No longer than the focus is there, else each click on blank space would put it there.
  function letFocus($part) {
    $part.attr("tabindex", -1).one("blur", () => $part.removeAttr("tabindex"))
  }

  function reveal($part) {
    letFocus($part)
    $part[0].scrollIntoView?.()
    $part[0].focus({ preventScroll: true })
  }

  return {
    start() {
      $page.on("click", "[data-contents] a", ({ currentTarget }) =>
        letFocus(partAt(currentTarget.hash)),
      )
    },

    /** Lead to the part that `hash` names: now, or once it is shown if nobody has moved by then. */
    lead(hash) {
      const led = new AbortController()
      const { signal } = led
      for (const deed of READERS_DEEDS) addEventListener(deed, () => led.abort(), { signal })
      store.watch(
        (state) => state,
        () => {
          const $part = partAt(hash)
          if (signal.aborted || $part.length === 0) return
          led.abort()
          reveal($part)
        },
      )
    },
  }
}
