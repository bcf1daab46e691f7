/** Whether two values of plain data are the same, lists by what is in them. */
export function isSame(one, other) {
  if (Object.is(one, other)) return true
  return Array.isArray(one) && JSON.stringify(one) === JSON.stringify(other)
}
