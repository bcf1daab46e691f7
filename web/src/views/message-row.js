import { pathWithin } from "../lib/addresses.js"
import { $ } from "../lib/jquery.js"
import { splitLinks } from "../lib/links.js"
import { toneOf } from "../lib/names.js"
import { DELIVERY } from "../store/state.js"
import { problemText, texts } from "../texts.js"
import { drawFace } from "./avatar.js"
import { cloneTemplate } from "./words.js"

const LINK_RELATION = "noopener noreferrer nofollow"

/** Make the element of a row. */
export function createRow(row, formats) {
  const element = cloneTemplate(`${row.kind}-template`)[0]
  drawRow(element, row, null, formats)
  return element
}

/** Bring an element from what it showed before to a row, touching only what differs. */
export function drawRow(element, row, before, formats) {
  const $row = $(element)
  if (row.kind === "line") return
  if (row.kind === "day") return $row.find("[data-label-text]").text(row.label)
  if (row.at !== before?.at) drawTime($row.find("[data-time]"), row.at, formats)
  if (row.content !== before?.content || row.isDeleted !== before?.isDeleted) drawBody($row, row)
  $row.attr({ "data-message-id": row.messageId, "data-client-id": row.clientId })
  if (row.kind === "message") drawMessage($row, row)
}

function drawMessage($row, row) {
  $row.attr({ "data-delivery": row.delivery, class: classesOf(row) })
  const $author = $row.find("[data-author]").text(row.isOwn ? texts.you : row.name)
  $author.toggleClass("visually-hidden", row.isOwn || !row.isFirst)
  $row.find("[data-guest-mark]").prop("hidden", row.isOwn || !row.isFirst || !row.isGuest)
  // Where nobody sees the picture, nobody fetches it.
  drawFace($row.find("[data-avatar]"), row.name, row.isLast && !row.isOwn ? row.avatar : null)
  $row.find("[data-edited]").prop("hidden", !row.isEdited || row.isDeleted)
  $row.find("[data-sending]").prop("hidden", row.delivery !== DELIVERY.sending)
  drawState($row, row)
}

function classesOf(row) {
  const modifiers = {
    sent: row.isOwn,
    received: !row.isOwn,
    first: row.isFirst,
    last: row.isLast,
    deleted: row.isDeleted,
    sending: row.delivery === DELIVERY.sending,
    delayed: row.delivery === DELIVERY.delayed,
    failed: row.delivery === DELIVERY.failed,
  }
  const names = Object.keys(modifiers).filter((name) => modifiers[name])
  return ["message", `tone-${toneOf(row.personId)}`, ...names.map((n) => `message--${n}`)].join(" ")
}

function drawBody($row, { content, isDeleted }) {
  const $body = $row.find("[data-body]")
  if (isDeleted) $body.text(texts.deleted)
  else $body.empty().append(splitLinks(content).map(toNode))
}

// Anyone's words become text nodes and nothing else.
function toNode({ text, href }) {
  if (!href) return document.createTextNode(text)
  if (pathWithin(href, location.origin)) return $("<a>").attr({ href }).text(text)[0]
  return $("<a>").attr({ href, rel: LINK_RELATION, target: "_blank" }).text(text)[0]
}

function drawTime($time, at, formats) {
  const date = new Date(at)
  $time.attr({ datetime: at, title: formats.full(date) }).text(formats.time(date))
}

function drawState($row, { delivery, problem, waitSeconds }) {
  const isFailed = delivery === DELIVERY.failed
  const isDelayed = delivery === DELIVERY.delayed
  const $state = $row.find("[data-state]").prop("hidden", !isFailed && !isDelayed)
  $state.find("[data-retry]").prop("hidden", !isFailed)
  if (isFailed) $state.find("[data-reason]").text(`${texts.notSent}. ${problemText(problem ?? {})}`)
  if (isDelayed) $state.find("[data-reason]").text(texts.delayed(waitSeconds))
}
