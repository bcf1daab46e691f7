// What /people says of banned addresses.
export const banTexts = {
  bans: "Bans",
  bansHint: "No guest may come from these addresses. People with accounts are not affected.",
  noBans: "No address is banned.",
  banAddress: "Ban address",
  banTitle: (address) => `Ban the address ${address}?`,
  banWords:
    "Nobody may talk as a guest from there for a while, others at the same address included. " +
    "People with accounts are not affected, messages stay, and you can lift it at any time.",
  banFor: "For how long",
  banTimes: { 1: "1 hour", 24: "1 day", 168: "1 week", 720: "30 days" },
  banUsual: "24",
  banned: (network, until) => `${network} is banned until ${until}.`,
  bannedUntil: (until) => `Until ${until}`,
  banMadeBy: (name, when) => `By ${name}, ${when}`,
  liftBan: "Lift",
  banLifted: (network) => `Guests may come from ${network} again.`,
  guestAddress: (address) => `from ${address}`,
}
