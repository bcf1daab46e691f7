/** What a clock shows where the reader is, as `HH:MM`. */
export function timeOfDay(date) {
  const [hours, minutes] = [date.getHours(), date.getMinutes()]
  return `${twoDigits(hours)}:${twoDigits(minutes)}`
}

/**
 * Whether a time of day lies in a span of them: the first one does, the last one no longer. A span
 * that ends before it begins goes over midnight.
 */
export function isWithin(time, { from, to }) {
  if (from === null || to === null) return false
  return from <= to ? from <= time && time < to : from <= time || time < to
}

function twoDigits(number) {
  return String(number).padStart(2, "0")
}
