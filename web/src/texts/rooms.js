// What the list of rooms says, and the places one can be in.

const MOST = 1_000 // the server counts no further

export const roomTexts = {
  jumpTo: "Jump to…",
  jumpKeys: "Ctrl K",
  jumpKeysOfApple: "⌘ K",
  favourites: "Favourites",
  directs: "People",
  archived: "Archived",
  filterRooms: "Filter the rooms",
  noRoomsCalled: (filter) => `No room here is called “${filter}”.`,
  orderByName: "Order by name",
  orderByActivity: "Order by latest activity",
  newRoom: "New room",
  browseRooms: "Browse rooms",
  newConversation: "New conversation",
  roomDetails: "About this room",
  readAll: "Mark everything as read (Shift Esc)",
  unsentHere: ", not everything was sent",
  unreadOf: (count) => (count === 1 ? ", 1 unread message" : `, ${count} unread messages`),
  mentionsOf: (count) => (count === 1 ? ", 1 mention of you" : `, ${count} mentions of you`),
  memberCount: (count) => (count === 1 ? "1 person" : `${count} people`),

  newSinceAway: "New since you were away",
  newAbove: (count) => (count === 1 ? "1 new message above" : `${many(count)} new messages above`),
  lacksMessage: "The message of this link is not here any more.",

  missingTitle: "There is no such room here",
  missingHint: "The link may be old, or the room is not open to you.",
  leftTitle: "You are no longer in this room",
  leftHint: "Somebody took you out of it, or it was deleted.",
  nowhereTitle: "You are in no room yet",
  nowhereHint: "As soon as somebody adds you to one, it appears here.",
  toFirstRoom: "Back to the rooms",
  joinRoom: "Join",

  emptyHintRead: "Whatever is said here will appear in this place.",
  closedArchived: "This room is archived: it can be read, and nobody writes in it any more.",
  closedMuted: (until) => `You cannot write here until ${until}.`,
  closedPosting: {
    member: "You cannot write in this room.",
    moderator: "Only owners and moderators write in this room.",
    owner: "Only owners write in this room.",
  },
}

function many(count) {
  return count < MOST ? String(count) : "1,000 or more"
}
