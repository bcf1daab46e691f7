// What the pages say of signing in at another service, and with a directory's password.
export const ssoTexts = {
  continueWith: (name) => `Continue with ${name}`,
  otherService: "the other service",
  directoryHint: "The user name and password you have from your organisation work here too.",

  directoryMark: "Directory",
  directoryTip: "Signs in with the directory's password",

  ssoRefusals: {
    "sso-cancelled": (name) => `${name} did not sign you in: it was cancelled, or refused there.`,
    "sso-failed": (name) =>
      `${name} did not sign you in. If it happens again, tell whoever runs this chat.`,
    "sso-lost": (name) =>
      `This page cannot go on from ${name}: it was begun elsewhere, or it is over. Begin again here.`,
    "sign-up-closed": (name) =>
      `What you have at ${name} belongs to no account here, and new ones are not open to everybody. If you have an account, confirm the same mail address in it; else ask whoever runs this chat.`,
    "provider-unreachable": (name) => `${name} does not answer. Try again in a moment.`,
  },

  waysSection: "Ways in",
  waysHint: "What signs you in besides what is set up on this page.",
  providerSince: (when) => `Linked ${when}`,
  directoryHeading: "Your organisation's directory",
  directoryWords: "Your password is the directory's. It is changed there, not here.",
  noPassword: "Your account has no password. You can sign in without one, or set one here.",
}
