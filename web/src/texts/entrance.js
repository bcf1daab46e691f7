// What /sign-in says.
export const entranceTexts = {
  titleOfDoor: (title) => `${title} - Parley`,
  ways: "Sign in or create an account",
  doors: {
    "sign-in": "Sign in",
    "sign-up": "Create an account",
    setup: "Welcome, make the first account",
    settled: "This chat has its owner",
    link: "Sign in with your link",
    "second-step": "One more step",
    inside: "You are signed in",
    invited: "You are invited",
    "needs-invitation": "Create an account",
    closed: "Create an account",
    recover: "Forgot your password?",
    mail: "Confirm your mail address",
    "mail-sent": "Look into your mail",
    "mail-confirmed": "Your mail address is confirmed",
  },
  invitedTitle: "You are invited",
  doorWords: {
    setup: "It owns this chat: it decides who may join and who helps to run it.",
    settled: "The link to set it up has done its work.",
    link: "This link works once. Next you can set a new password.",
    "second-step": "Your account asks for a second factor as well.",
    "needs-invitation":
      "This chat takes new members by invitation. Ask somebody who runs it to send you a link.",
    closed: "This chat takes no new members at the moment. Ask somebody who runs it.",
    mail: "Somebody gave it for their account in this chat. If it was not you, close this page.",
  },
  recoverWords: {
    byMail: "A link by mail signs you in once. Then you set a new password.",
    byPeople:
      "This chat sends no mail. Ask somebody who runs it for a sign-in link: it works once, and then you set a new password.",
    directory: "A password that is your organisation's is changed there, not here.",
  },
  invitedInside: (name, username) =>
    `The link leads into a room. You join it as ${name} (${username}).`,
  joinByInvitation: "Join the room",
  invitedWords: "Choose a user name and a password, and you are a member of this chat.",
  claimWords: (name) => `You are here as ${name}. Your messages stay yours, and so does your name.`,
  leaveGuestWords: (name) => `Then you are no longer the guest ${name}. What it said stays there.`,
  insideWords: (name, username) => `As ${name} (${username}).`,

  notes: {
    ended: "Your session has ended. Sign in again. What you wrote is still here.",
    out: "You are signed out.",
    deleted: "Your account is deleted.",
    banned: "Guests from your address may not come in at present. Sign in with an account.",
    late: "That took too long. Sign in again.",
    "late-link":
      "That took too long, and a link works once. Sign in with your password, or ask for a new link.",
    "link-spent":
      "A link works once, and yours is used. Sign in with your password, or ask for a new link.",
    "invitation-gone": "This invitation was used up, or it has expired. Ask for a new one.",
  },
  noOwner: "Nobody owns this chat yet. Whoever runs the server gets the link for it by",
  ownerCommand: "make owner",

  makeOwner: "Make the account",
  useLink: "Sign in",
  signInInstead: "Sign in with a password",
  goOnAsGuest: "Go on as a guest",
  yourAccount: "Your account",
  signOutHere: "Sign in as somebody else",
}
