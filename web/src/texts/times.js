const LONG_WAIT_S = 90

/** When something happens that is so many seconds away. */
export function inTime(seconds) {
  if (seconds > LONG_WAIT_S) return `in ${Math.ceil(seconds / 60)} minutes`
  return seconds < 1 ? "now" : `in ${seconds} s`
}
