import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { drawAvatar } from "./avatar.js"

const KIND_ICONS = { public: "hash", private: "lock", direct: "people" }

/**
 * Draw what a room is known by into an element: its emoji, the person one talks to, or the sign of
 * its kind; nothing, where there is no room. Nothing is touched while it stays the same.
 */
export function drawRoomFace(element, room, peer, size = 18) {
  const face = room ? faceOf(room, peer) : "none"
  const $face = $(element)
  if ($face.attr("data-face-of") === face) return
  $face.attr("data-face-of", face).empty().removeAttr("data-face")
  $face.removeClass("avatar avatar--small room-face--sign")
  if (!room) return
  if (room.icon) return $face.text(room.icon)
  if (!peer) return $face.addClass("room-face--sign").append(icon(KIND_ICONS[room.kind], size))
  $face.addClass("avatar avatar--small")
  drawAvatar($face, peer)
}

/** The one other person of a direct conversation of two; null for every other room. */
export function peerOf(room) {
  return room.kind === "direct" && room.people.length === 1 ? room.people[0] : null
}

function faceOf({ icon: emoji, kind }, peer) {
  if (emoji) return `emoji ${emoji}`
  return peer ? `person ${peer.id} ${peer.name} ${peer.avatar ?? ""}` : `sign ${kind}`
}
