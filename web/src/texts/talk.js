// What is said about talking itself: calling people, and what one does with a message.

export const talkTexts = {
  peopleToMention: "People to mention",
  mentionsEverybody: "Everybody in this room",
  namesFound: (count) =>
    count === 1
      ? "1 name. Enter takes it."
      : `${count} names. Go through them with the arrow keys, Enter takes one.`,
}
