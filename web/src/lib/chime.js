const NOTES = [
  { hertz: 587.33, afterS: 0 },
  { hertz: 880, afterS: 0.11 },
]
const LOUDNESS = 0.12 // of 1
const RISE_S = 0.012 // without which there is a click
const FADE_S = 0.5
const SILENT = 0.0001 // an exponential never comes to 0
const LEAST_GAP_MS = 2_000
const START_MS = 300 // a context that has not begun by then is not allowed to

/** A soft sound of two notes. Where the browser lets the page make none, there is none. */
export function createChime(view = window, now = Date.now) {
  let context = null
  let playedAt = -Infinity

  async function isRunning() {
    if (!view.AudioContext || view.navigator.userActivation?.hasBeenActive === false) return false
    context ??= new view.AudioContext()
    if (context.state === "suspended") {
      await Promise.race([context.resume(), new Promise((go) => setTimeout(go, START_MS))])
    }
    return context.state === "running"
  }

  return {
    /** Play it, unless it was played a moment ago. */
    async play() {
      if (now() - playedAt < LEAST_GAP_MS || !(await isRunning())) return
      playedAt = now()
      for (const note of NOTES) sound(context, note)
    },
  }
}

function sound(context, { hertz, afterS }) {
  const at = context.currentTime + afterS
  const [tone, volume] = [context.createOscillator(), context.createGain()]
  tone.frequency.value = hertz
  volume.gain.setValueAtTime(SILENT, at)
  volume.gain.exponentialRampToValueAtTime(LOUDNESS, at + RISE_S)
  volume.gain.exponentialRampToValueAtTime(SILENT, at + FADE_S)
  tone.connect(volume).connect(context.destination)
  tone.start(at)
  tone.stop(at + FADE_S)
}
