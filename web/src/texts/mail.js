// What the pages say of mail addresses, and of getting back in by one.
export const mailTexts = {
  usernameOrMail: "User name or mail address",
  mail: "Mail address",
  mailHint: "To get back in when you forget your password. You confirm it by a link in a mail.",

  forgotPassword: "Forgot your password?",
  sendLink: "Send me a link",
  recoverySent:
    "If there is an account with a confirmed mail address, a link is on its way to it. It opens for one hour. Nothing there? Look among the spam, or ask again in a while.",
  backToForm: "Back to signing in",

  mailSentWords: (mail) =>
    `Your account is made. There is a mail on its way to ${mail}: open the link in it within 24 hours, and the address is confirmed.`,
  confirmMail: "Confirm the address",
  confirmMailWords: (username) =>
    `The account ${username} gets your address. If that is not your account, close this page: somebody else wants it.`,
  mailConfirmedWords: ({ mail, username }) =>
    `${mail} is confirmed for the account ${username}. Sign in with it, or have a link sent to it when you forget your password.`,

  mailSection: "Mail address",
  mailSectionHint: "You can sign in with it, and get back in by it when you forget your password.",
  noMail: "You have none yet.",
  mailOff: "This chat sends no mail at the moment: an address cannot be changed, only removed.",
  mailConfirmedMark: "Confirmed",
  mailPendingMark: "Not confirmed yet",
  mailPending: "Open the link in the mail that went there. It works for 24 hours.",
  newMail: "New mail address",
  sendConfirmation: "Send a link to confirm it",
  confirmationSent: (mail) => `A mail is on its way to ${mail}. Open the link in it.`,
  sendAgain: "Send again",
  sendMailAgain: (mail) => `Send the mail to ${mail} again`,
  sendAgainTitle: "Send the mail again?",
  sendAgainWords: (mail) => `The link in the last mail to ${mail} stops working.`,
  withdraw: "Withdraw",
  withdrawMail: (mail) => `Withdraw ${mail}`,
  withdrawTitle: "Withdraw this address?",
  withdrawWords: (mail) => `The link in the mail to ${mail} stops working.`,
  mailWithdrawn: "The address is withdrawn.",
  removeMail: (mail) => `Remove ${mail}`,
  removeMailTitle: "Remove your mail address?",
  removeMailWords: (mail) =>
    `${mail} signs you in no more, and if you forget your password, no link can be sent.`,
  removePendingToo: (mail) => `The address that waits, ${mail}, goes with it.`,
  mailRemoved: "The address is removed.",
}
