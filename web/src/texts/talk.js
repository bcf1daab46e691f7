// What is said about talking itself: calling people, and what one does with a message.

export const talkTexts = {
  peopleToMention: "People to mention",
  mentionsEverybody: "Everybody in this room",
  namesFound: (count) =>
    count === 1
      ? "1 name. Enter takes it."
      : `${count} names. Go through them with the arrow keys, Enter takes one.`,

  typing: (names) => {
    if (names.length === 0) return ""
    if (names.length === 1) return `${names[0]} is typing…`
    if (names.length === 2) return `${names[0]} and ${names[1]} are typing…`
    return "Several people are typing…"
  },

  messageTools: "This message",
  messageMenu: (name) => `Message by ${name}`,
  moreToDo: "More",
  copyLink: "Copy the link",
  linkCopied: "The link to the message is copied.",
  copyText: "Copy the text",
  textCopied: "The text is copied.",
  notCopied: "This browser does not let the page copy anything.",
  markUnread: "Mark unread from here",
  markedUnread: "Unread from here on, until you have read it again.",
  deleteMessage: "Delete",
  deleteMessageTitle: "Delete this message?",
  deleteOwnMessage: "Nobody can read it any more. What remains is that there was one.",
  deleteOthersMessage: (name) =>
    `It is by ${name}. Nobody can read it any more. What remains is that there was one.`,
  keepMessage: "Keep it",
  report: "Report",
  reportTitle: "Report this message",
  reportWords: "Those who run this chat read it, with your name. Nobody else is told.",
  reportReason: "What is wrong with it?",
  reportYes: "Report",
  reported: "Thank you. Those who run this chat will look at it.",
}
