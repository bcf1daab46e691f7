/** Calls back after a while that is set anew each time, or not at all. */
export function createTicker(onTick) {
  let timer = null
  return {
    /** Call back in so many milliseconds; null takes it back. */
    set(delayMs) {
      clearTimeout(timer)
      timer = delayMs === null ? null : setTimeout(onTick, delayMs)
    },
  }
}
