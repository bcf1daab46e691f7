const DAY_MS = 86_400_000
const NOON = 12

/** Whether two moments fall on the same day where the reader is. */
export function isSameDay(one, other) {
  return startOfDay(one).getTime() === startOfDay(other).getTime()
}

/** How many calendar days lie between a moment and now: 0 is today, 1 is yesterday. */
export function daysAgo(date, now) {
  // From noon to noon, because a day with a change of the clock has 23 or 25 hours.
  return Math.round((atNoon(now) - atNoon(date)) / DAY_MS)
}

/** Milliseconds until the reader's next midnight. */
export function untilMidnight(now) {
  return startOfDay(new Date(atNoon(now).getTime() + DAY_MS)).getTime() - now.getTime()
}

/**
 * The ways a moment is written. Clock times follow the reader's own habits; names of days and
 * months follow the language of the page, so that one line never mixes two.
 */
export function createDateFormats(language, preferred = globalThis.navigator?.languages ?? []) {
  const spoken = preferred.find((tag) => tag.split("-")[0] === language) ?? language
  const time = new Intl.DateTimeFormat(preferred[0], { hour: "2-digit", minute: "2-digit" })
  const full = new Intl.DateTimeFormat(spoken, { dateStyle: "full", timeStyle: "medium" })
  const day = new Intl.DateTimeFormat(spoken, { weekday: "long", day: "numeric", month: "long" })
  const year = new Intl.DateTimeFormat(spoken, { day: "numeric", month: "long", year: "numeric" })
  const short = new Intl.DateTimeFormat(spoken, { day: "numeric", month: "short", year: "numeric" })
  return {
    /** A day and a time in a line of small print. */
    moment: (date) => `${short.format(date)}, ${time.format(date)}`,
    time: (date) => time.format(date),
    full: (date) => full.format(date),
    day: (date, now) => (date.getFullYear() === now.getFullYear() ? day : year).format(date),
  }
}

function startOfDay(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate())
}

function atNoon(date) {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate(), NOON)
}
