import { deviceKind } from "../../lib/device.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"

const APPLES = ["mac", "ipad", "iphone"] // whose keyboards have a Command key

/** Ctrl or Cmd with K opens the way to everywhere, and closes it. */
export function createJumpKey({ element, open, page = document }) {
  function onKey(event) {
    const isMeant = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey
    if (!isMeant || event.key.toLowerCase() !== "k") return
    event.preventDefault() // browsers search with it
    if (element.open) element.close()
    else if (!page.querySelector("dialog[open]")) open()
  }

  return {
    start() {
      $(page).on("keydown", onKey)
      if (APPLES.includes(deviceKind()))
        $(page).find("[data-jump-keys]").text(texts.jumpKeysOfApple)
    },
  }
}
