import { $ } from "../lib/jquery.js"
import { initials, TONES, toneOf } from "../lib/names.js"

const ALL_TONES = Array.from({ length: TONES }, (_, tone) => `tone-${tone}`).join(" ")

/** Draw a person's avatar into an element that is one: letters, in the colour that is theirs. */
export function drawAvatar(element, { id, name }) {
  $(element)
    .removeClass(ALL_TONES)
    .addClass(`tone-${toneOf(id)}`)
    .text(initials(name))
}
