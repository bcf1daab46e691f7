// Every word the page says, in one place, for the day it speaks more than one language.
// Templates name these by key (data-text, data-label, data-placeholder); code calls them.

/** The language of the texts below. */
export const language = "en"

const LONG_WAIT_S = 90

export const texts = {
  product: "Parley",
  skipToComposer: "Skip to writing a message",
  openSidebar: "Open the sidebar",
  closeSidebar: "Close the sidebar",
  sidebar: "Rooms and settings",
  rooms: "Rooms",

  theme: "Theme",
  themeLight: "Light",
  themeDark: "Dark",
  themeSystem: "Like the system",

  rename: "Change your name",
  yourName: "Your name",
  saveName: "Save the name",
  cancelRename: "Keep the old name",
  nameMissing: "A name needs at least one character.",
  guest: "Guest",
  newIdentity: (name) => `Your session had ended. You are now ${name}.`,
  dismiss: "Dismiss",

  conversationIn: (room) => `Messages in ${room}`,
  titleOf: (room, unread) => `${unread ? `(${unread}) ` : ""}${room} - Parley`,
  opening: "Opening the conversation…",
  beginning: (room) => `This is the beginning of ${room}.`,
  emptyTitle: (room) => `${room} is quiet so far`,
  emptyHint: "Say something: everyone who opens this page can read it and answer.",
  loadingOlder: "Loading older messages…",
  loadingNewer: "Loading newer messages…",
  edgeFailed: "These messages could not be loaded.",
  tryAgain: "Try again",
  toNewest: "To the newest messages",
  newMessages: (count) => (count === 1 ? "1 new message" : `${count} new messages`),

  today: "Today",
  yesterday: "Yesterday",
  you: "You",
  edited: "edited",
  deleted: "Message deleted",
  sending: "Sending…",
  notSent: "Not sent",
  retry: "Retry",
  discard: "Discard",
  delayed: (seconds) => `Many messages at once. Sending ${inTime(seconds)}.`,

  messageTo: (room) => `Message ${room}`,
  messageAnywhere: "Message",
  send: "Send the message",
  charactersLeft: (count) => (count === 1 ? "1 character left" : `${count} characters left`),
  charactersOver: (count) =>
    count === 1 ? "1 character too many" : `${count} characters too many`,
  outboxFull: "Many messages are still unsent. Retry or discard some of them first.",
  notReady: "You can send this as soon as the conversation is open.",

  tryNow: "Try now",
  trying: "Trying…",
  tryingIn: (seconds) => `Trying again ${inTime(seconds)}.`,
  offline: "You are offline",
  offlineHint: "What you write stays here until it can be sent.",
  troubles: {
    unreachable: "Parley cannot be reached.",
    unreadable: "The answer did not come from Parley.",
    unavailable: "Parley is restarting.",
    "too-fast": "Many people are arriving at once.",
    "cookie-refused": "Parley needs cookies to know you again. Please allow them for this page.",
    other: "Parley has a problem.",
  },
  sendTroubles: {
    unreachable: "Parley cannot be reached.",
    unreadable: "The answer did not come from Parley.",
    other: "Parley has a problem.",
  },
}

/** What to say about a problem that keeps the whole page waiting. */
export function troubleText(problem) {
  return texts.troubles[problem?.type] ?? texts.troubles.other
}

/** What to say about a problem with one thing the reader did: the server's own words come first. */
export function problemText(problem) {
  const [first] = problem.errors ?? []
  return first?.message || problem.detail || sendTroubleText(problem)
}

function sendTroubleText({ type }) {
  return texts.sendTroubles[type] ?? texts.sendTroubles.other
}

function inTime(seconds) {
  if (seconds > LONG_WAIT_S) return `in ${Math.ceil(seconds / 60)} minutes`
  return seconds < 1 ? "now" : `in ${seconds} s`
}
