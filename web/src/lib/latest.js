/**
 * Ask questions of which only the last one counts: `ask` may be called at any time, and what an
 * older one answers after that is dropped, its failure too.
 *
 * @param {(...question) => Promise} ask
 * @param {{hear: (answer) => void, fail: (error) => void}} listener
 */
export function createLatest(ask, { hear, fail }) {
  let number = 0

  return {
    async ask(...question) {
      const own = (number += 1)
      try {
        const answer = await ask(...question)
        if (own === number) hear(answer)
      } catch (error) {
        if (own === number) fail(error)
      }
    },

    /** Let nobody hear what was asked so far. */
    drop: () => (number += 1),
  }
}
