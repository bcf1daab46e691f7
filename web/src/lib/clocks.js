const MINUTE_MS = 60_000

/** What a clock shows in a time zone, as the reader writes times; null for a zone nobody knows. */
export function timeIn(timeZone, now, preferred = globalThis.navigator?.languages ?? []) {
  try {
    const options = { hour: "2-digit", minute: "2-digit", timeZone }
    return new Intl.DateTimeFormat(preferred[0], options).format(now)
  } catch {
    return null
  }
}

/** Milliseconds until the clocks show another minute. */
export function untilNextMinute(now) {
  return MINUTE_MS - (now.getTime() % MINUTE_MS)
}
