import { pathWithin } from "../lib/addresses.js"
import { $ } from "../lib/jquery.js"

/** Links in anybody's words that lead to a room or a message here are followed without a reload. */
export function createRoomLinks({ element, places, origin }) {
  function onClick(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const path = pathWithin(event.currentTarget.href, origin)
    if (path === null) return
    event.preventDefault()
    places.follow(path)
  }

  return { start: () => $(element).on("click", "a[href]", onClick) }
}
