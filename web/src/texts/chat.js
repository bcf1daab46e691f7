// What the conversation says.
import { inTime } from "./times.js"

export const chatTexts = {
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
  roles: { guest: "Guest", member: "Member", administrator: "Administrator", owner: "Owner" },
  ownLinks: "Your account",
  createAccount: "Create an account",
  signIn: "Sign in",
  account: "Account",
  people: "People",
  signOut: "Sign out",
  signOutTitle: "Sign out?",
  signOutLoses: "What you wrote and did not send is thrown away.",
  stay: "Stay",
  newIdentity: (name) => `Your session had ended. You are now ${name}.`,
  dismiss: "Dismiss",

  conversationIn: (room) => `Messages in ${room}`,
  titleOf: (room, counts) => `${countMark(counts)}${room ? `${room} - ` : ""}Parley`,
  opening: "Opening the conversation…",
  beginning: (room) => `This is the beginning of ${room}.`,
  invitePeople: "Invite people",
  emptyTitle: (room) => `${room} is quiet so far`,
  emptyHint: "Say something: everyone in this room can read it and answer.",
  loadingOlder: "Loading older messages…",
  loadingNewer: "Loading newer messages…",
  edgeFailed: "These messages could not be loaded.",
  tryAgain: "Try again",
  toNewest: "To the newest messages",
  newMessages: (count) => (count === 1 ? "1 new message" : `${count} new messages`),

  today: "Today",
  yesterday: "Yesterday",
  you: "You",
  guestMark: "guest",
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
  sentOnceOpen: "This is sent as soon as the conversation is open.",
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
    suspended: "Your account is suspended. Ask whoever runs this chat.",
    "cookie-refused": "Parley needs cookies to know you again. Please allow them for this page.",
    other: "Parley has a problem.",
  },
  sendTroubles: {
    "written-by-another": "It was written from another account. Retry to send it from yours.",
    unreachable: "Parley cannot be reached.",
    unreadable: "The answer did not come from Parley.",
    other: "Parley has a problem.",
  },
}

// Being meant counts for more than how much was said.
function countMark({ unread, mentions }) {
  if (mentions) return `(@${mentions}) `
  return unread ? `(${unread}) ` : ""
}
