/** A selector of several parts: its value changes when any of them does. */
export function together(...selects) {
  let last = []
  return (state) => {
    const parts = selects.map((select) => select(state))
    if (parts.some((part, index) => !Object.is(part, last[index]))) last = parts
    return last
  }
}
