// What notifications say, and the dialog about them.

export const notificationTexts = {
  notifications: "Notifications",
  notifyMe: "Notify me on this device",
  notifyHints: {
    granted:
      "While Parley is open in a tab. In the details of each room you choose what it tells you about.",
    open: "Your browser will ask you once whether it may.",
  },
  notifyTroubles: {
    denied:
      "Your browser blocks notifications of this page. Allow them in its settings for this site, by the sign beside the address, then switch this on.",
    insecure: "Browsers show notifications only of pages that come by https.",
    missing: "This browser shows no notifications of a page.",
  },
  withSound: "With a sound",

  quietHours: "Quiet hours",
  keepQuiet: "Do not disturb me",
  keepQuietHint: "Every day, on all your devices, by the clock where you are.",
  quietFrom: "From",
  quietTo: "To",

  noticeLine: (name, words) => (name ? `${name}: ${words}` : words),
  noticeMentions: (count) => `${count} mentions of you`,
}
