/** What the reader does without a word: scrolling, leaving the page, coming back. */
export function createReading({ store }) {
  return {
    moved: (isAtBottom) => store.dispatch({ type: "reader.moved", isAtBottom }),
    looked: (isVisible) => store.dispatch({ type: "reader.looked", isVisible }),
  }
}
