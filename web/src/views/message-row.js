import { $ } from "../lib/jquery.js"
import { toneOf } from "../lib/names.js"
import { isSame } from "../lib/same.js"
import { DELIVERY } from "../store/state.js"
import { problemText, texts } from "../texts.js"
import { drawFace } from "./avatar.js"
import { drawWords } from "./message-words.js"
import { cloneTemplate } from "./words.js"

const WORDS = ["content", "called", "isDeleted"]

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
  if (WORDS.some((key) => !isSame(row[key], before?.[key]))) drawBody($row, row)
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

function drawBody($row, row) {
  const $body = $row.find("[data-body]")
  if (row.isDeleted) $body.text(texts.deleted)
  else drawWords($body, row)
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
