import { readableText } from "../lib/mentions.js"
import { calledIn } from "../store/mentions.js"
import { currentPerson, roomName } from "../store/selectors.js"
import { shownCounts } from "../store/sidebar.js"
import { texts } from "../texts.js"
import { peerOf } from "./room-face.js"

const MOST_CHARACTERS = 160

/** What a notification of a message says: `{ title, body }`, plain text. */
export function noticeOf(state, message) {
  const room = state.rooms[message.room_id]
  // Of a conversation of two the title says who speaks.
  const name = peerOf(room) ? "" : currentPerson(state, message.author).name
  const line = texts.noticeLine(name, shortened(wordsOf(state, message)))
  const count = countOf(room)
  return { title: roomName(state, room), body: count ? `${line}\n${count}` : line }
}

function wordsOf(state, message) {
  const words = readableText(message.content, calledIn(state, message))
  return words.replace(/\s+/g, " ").trim()
}

function shortened(words) {
  const characters = Array.from(words)
  if (characters.length <= MOST_CHARACTERS) return words
  return `${characters.slice(0, MOST_CHARACTERS).join("").trimEnd()}…`
}

// Beside the one that is quoted.
function countOf(room) {
  const { unread, mentions } = shownCounts(room)
  if (unread > 1) return texts.newMessages(unread)
  return mentions > 1 ? texts.noticeMentions(mentions) : ""
}
