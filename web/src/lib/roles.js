// Who may do what to whom, as the page shows it. The server decides; this keeps the page from
// offering what would be refused.

export const ROLE = {
  guest: "guest",
  member: "member",
  administrator: "administrator",
  owner: "owner",
}
export const ROLES = Object.values(ROLE) // each may all that the one before it may
export const ACCOUNT_ROLES = ROLES.slice(1)

export function isAtLeast(role, needed) {
  return ROLES.indexOf(role) >= ROLES.indexOf(needed)
}

/** Whether I may suspend this person, or sign them in anew: not myself, by mistake. */
export function mayActOn(me, person) {
  if (me.id === person.id) return false
  return me.role === ROLE.owner || !isAtLeast(person.role, ROLE.administrator)
}

/** Whether I may give this person another role. */
export function mayChangeRole(me, person) {
  return me.role === ROLE.owner && person.role !== ROLE.guest
}
