const FIRST_MS = 1_000
const LONGEST_MS = 30_000

/**
 * How long to wait before another attempt: doubling, at most 30 s, and up to half of it left to
 * chance, so that a thousand pages do not come back in the same instant.
 */
export function backoff(failures, random = Math.random) {
  const longest = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.max(0, failures - 1))
  return Math.round(longest * (1 - random() / 2))
}
