const reasons = new WeakMap() // by element: why it is out of reach

/** Put elements out of reach (`inert`) for one reason, or end that reason: others may stand. */
export function setOutOfReach($elements, reason, isOut) {
  for (const element of $elements.get()) {
    const standing = reasons.get(element) ?? new Set()
    if (isOut) standing.add(reason)
    else standing.delete(reason)
    reasons.set(element, standing)
    element.inert = standing.size > 0
  }
}
