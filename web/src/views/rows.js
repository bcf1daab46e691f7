// What the list shows, as plain data: a row for each message, notice and day. No DOM.
import { daysAgo, isSameDay } from "../lib/dates.js"
import { calledIn } from "../store/mentions.js"
import { currentPerson } from "../store/selectors.js"
import { EDGE } from "../store/state.js"
import { texts } from "../texts.js"

const RUN_GAP_MS = 10 * 60_000 // a longer silence ends a run of messages by one author

/** The rows of a state, from the oldest to the newest, own unsent messages last. */
export function toRows(state, formats, now) {
  const sent = state.history.messages.map((message) => toRow(state, message))
  const pending = state.outbox
    .filter(({ roomId }) => roomId === state.history.roomId)
    .map((message) => toPendingRow(state, message, now))
  const rows = [...sent, ...pending]
  const lined = withLine(rows, state.history)
  markRuns(lined)
  return withDays(lined, formats, now)
}

function toRow(state, message) {
  const isOwn = message.author.id === state.me?.id
  const clientId = isOwn && message.kind === "text" ? message.client_id : null
  const { name, avatar, isGuest } = currentPerson(state, message.author)
  return {
    // An own message keeps the row it had before the server knew it. Another's client id may be
    // a copy of mine, so it never names a row.
    key: clientId ? `own-${clientId}` : `message-${message.id}`,
    kind: message.kind === "notice" ? "notice" : "message",
    messageId: message.id,
    clientId,
    personId: message.author.id,
    name,
    avatar,
    isGuest,
    isOwn,
    content: message.content,
    called: calledIn(state, message),
    at: message.created_at,
    isEdited: message.edited_at !== null,
    isDeleted: message.deleted_at !== null,
    delivery: "sent",
    problem: null,
    waitSeconds: null,
  }
}

function toPendingRow(state, message, now) {
  const { me } = state
  const { clientId, content, mentions = [], createdAt, status, problem, retryAt } = message
  return {
    key: `own-${clientId}`,
    kind: "message",
    messageId: null,
    clientId,
    personId: me?.id ?? 0,
    name: me?.name ?? texts.you,
    avatar: me?.avatar ?? null,
    isGuest: me?.is_guest ?? false,
    isOwn: true,
    content,
    called: calledIn(state, { author: me, mentions }),
    at: createdAt,
    isEdited: false,
    isDeleted: false,
    delivery: status,
    problem,
    waitSeconds: retryAt ? Math.max(0, Math.ceil((retryAt - now.getTime()) / 1_000)) : null,
  }
}

function markRuns(rows) {
  rows.forEach((row, index) => {
    row.isFirst = !isOneRun(rows[index - 1], row)
    row.isLast = !isOneRun(row, rows[index + 1])
  })
}

function isOneRun(one, next) {
  if (!one || !next || one.kind !== "message" || next.kind !== "message") return false
  if (one.personId !== next.personId) return false
  const [before, after] = [new Date(one.at), new Date(next.at)]
  return isSameDay(before, after) && after - before < RUN_GAP_MS
}

// Before the first message of others that came while the reader was away.
function withLine(rows, { lineId, messages, older }) {
  if (lineId === null || (messages[0]?.id > lineId && older !== EDGE.end)) return rows
  const at = rows.findIndex(({ kind, messageId, isOwn, isDeleted }) => {
    return kind === "message" && messageId > lineId && !isOwn && !isDeleted
  })
  if (at < 0) return rows
  const line = { key: "line", kind: "line", at: rows[at].at }
  return [...rows.slice(0, at), line, ...rows.slice(at)]
}

function withDays(rows, formats, now) {
  const all = []
  let day = null
  for (const row of rows) {
    const date = new Date(row.at)
    if (day === null || !isSameDay(day, date)) {
      day = date
      all.push(dayRow(date, row, formats, now))
    }
    all.push(row)
  }
  return all
}

function dayRow(date, { key }, formats, now) {
  return { key: `day-before-${key}`, kind: "day", label: dayLabel(date, formats, now) }
}

function dayLabel(date, formats, now) {
  const days = daysAgo(date, now)
  if (days === 0) return texts.today
  if (days === 1) return texts.yesterday
  return formats.day(date, now)
}
