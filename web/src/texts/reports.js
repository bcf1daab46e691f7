// What /people says of messages that were reported.
export const reportTexts = {
  reports: "Reports",
  reportsHint:
    "Messages that somebody asked you to look at, as they were when they were reported. " +
    "Reported by whom is seen here and nowhere else.",
  reportState: "Show",
  reportStates: { open: "Open", resolved: "Dealt with" },
  noReports: {
    open: "Nothing is reported. All quiet.",
    resolved: "Nothing was dealt with yet.",
  },
  reportedSaid: (author, room) => `${author} in ${room}`,
  directRoom: "a conversation",
  reportedBy: (name, when) => `Reported by ${name}, ${when}`,
  resolvedBy: (name, when) => `Dealt with by ${name}, ${when}`,
  noReason: "No reason was given.",
  toMessage: "See the message",
  resolveReport: "Dealt with",
  reopenReport: "Take up again",
  reportResolved: "The report is dealt with. It stands under “Dealt with”.",
  reportReopened: "The report is open again.",
  ofReport: (deed, author) => `${deed}: report of ${author}`,
}
