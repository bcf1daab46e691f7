// What the dialogs say that lead into rooms and conversations.

export const dialogTexts = {
  roomName: "Name",
  roomKind: "Who finds it",
  publicRoom: "Public",
  publicRoomHint: "Everybody with an account finds it and may join.",
  privateRoom: "Private",
  privateRoomHint: "Only people who are added know that it exists.",
  roomTopic: "Topic",
  roomTopicHint: "One line beside the name.",
  roomIcon: "Emoji",
  roomIcons: "Suggested emojis",
  makeRoom: "Create the room",

  addPeople: "Add people",
  findPeople: "Find people by name",
  chosenPeople: "Chosen people",
  foundPeople: "People found",
  peopleFound: (count) => {
    if (count === 0) return "Nobody was found."
    return count === 1 ? "1 person found" : `${count} people found`
  },
  dropPerson: (name) => `Take ${name} out again`,
  enoughPeople: (most) => `No more than ${most} people fit in here.`,
  conversationWith: "With whom?",
  conversationHint: "Up to seven people. With the same people it is always the same conversation.",
  startConversation: (names) => {
    if (names.length > 1) return `Write to ${names.length} people`
    return names.length ? `Write to ${names[0]}` : "Start the conversation"
  },

  searchRooms: "Find public rooms by name",
  noPublicRooms: "There is no such room to find.",
  roomsFound: (count) => (count === 1 ? "1 room found" : `${count} rooms found`),
  joined: (name) => `You are in ${name} now.`,
  joinedMark: "Joined",
  enterRoom: "Open",

  jumpField: "Jump to a room or a person",
  jumpResults: "Rooms and people found",
  jumpHelp: "Arrows choose, Enter opens, Escape closes",
  foundCount: (count) => (count === 1 ? "1 found" : `${count} found`),
  nothingFound: (query) =>
    query ? `Nothing here is called “${query}”.` : "There is no other room yet.",
}
