import { $ } from "../lib/jquery.js"
import { initials, TONES, toneOf } from "../lib/names.js"
import { pictureAddress } from "../lib/pictures.js"

const ALL_TONES = Array.from({ length: TONES }, (_, tone) => `tone-${tone}`).join(" ")

/** Draw a person's avatar into an element that is one, in the colour that is theirs. */
export function drawAvatar(element, { id, name, avatar }) {
  $(element)
    .removeClass(ALL_TONES)
    .addClass(`tone-${toneOf(id)}`)
  drawFace(element, name, avatar)
}

/**
 * Letters, and over them the picture where there is one: until it has come, and where it does not
 * come, the letters are seen, and nothing moves.
 */
export function drawFace(element, name, key = null) {
  const letters = initials(name)
  const face = key ? `${letters} ${key}` : letters
  $(element).each((_, avatar) => {
    if (avatar.dataset.face === face) return
    avatar.dataset.face = face
    $(avatar).text(letters)
    if (key) $(avatar).append(picture(key))
  })
}

// It says no more than the name beside it, hence the empty alt.
function picture(key) {
  const $picture = $("<img>").attr({ class: "avatar__picture", alt: "", loading: "lazy" })
  $picture.attr({ decoding: "async", draggable: "false" })
  return $picture.on("error", () => $picture.remove()).attr("src", pictureAddress(key))
}
