import { texts } from "../texts.js"
import { drawAvatar } from "./avatar.js"
import { cloneTemplate } from "./words.js"

/** A person in a list: face, name, and below it what else there is to say. */
export function drawPersonLine({ more = "", presence = null, ...person }) {
  const $line = cloneTemplate("person-line-template")
  drawAvatar($line.find("[data-avatar]"), person)
  $line.find("[data-name]").text(person.name)
  $line
    .find("[data-more]")
    .text(more)
    .prop("hidden", more === "")
  drawPresence($line, presence)
  return $line
}

/** Show in a line or a card whether somebody is there: `online`, `idle`, `offline`, or unknown. */
export function drawPresence($line, presence) {
  $line.find("[data-dot]").attr("data-presence", presence).prop("hidden", !presence)
  $line.find("[data-presence-words]").text(presence ? texts.presence[presence] : "")
}
