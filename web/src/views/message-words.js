import { pathWithin } from "../lib/addresses.js"
import { $ } from "../lib/jquery.js"
import { splitLinks } from "../lib/links.js"
import { ROOM, splitMentions } from "../lib/mentions.js"

const LINK_RELATION = "noopener noreferrer nofollow"

/**
 * Draw anyone's words: they become text nodes, but for addresses, which are links, and for names of
 * those who are called. A notice tells of people and calls nobody, so there they have no @.
 */
export function drawWords(element, { kind, content, called }) {
  const toName = kind === "notice" ? toPerson : toMention
  const nodes = splitLinks(content).flatMap((piece) =>
    piece.href ? toLink(piece) : splitMentions(piece.text, called).map(toNode(toName)),
  )
  $(element).empty().append(nodes)
}

function toNode(toName) {
  return ({ text, who }) => (who ? toName(who) : document.createTextNode(text))
}

// In a bdi, so that a name in another direction leaves the sentence in order. It leads to the card of
// whoever is called (authors.js); the Tab key goes by messages, whose menu leads there as well.
function toMention({ id, name, isMe }) {
  const $name = $("<bdi>").attr("class", isMe ? "mention mention--me" : "mention")
  if (id !== ROOM) $name.attr({ role: "button", tabindex: "-1", "data-person": id })
  return $name.text(`@${name}`)[0]
}

function toPerson({ name }) {
  return $("<bdi>").attr("class", "notice__person").text(name)[0]
}

function toLink({ text, href }) {
  if (pathWithin(href, location.origin)) return $("<a>").attr({ href }).text(text)[0]
  return $("<a>").attr({ href, rel: LINK_RELATION, target: "_blank" }).text(text)[0]
}
