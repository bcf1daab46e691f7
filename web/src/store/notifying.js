import { ABILITY } from "../lib/desktop.js"
import { isWithin, timeOfDay } from "../lib/times-of-day.js"

/** Whether and how this device notifies, and when it should not. */
export const createNotifyingState = () => ({
  notifying: { ability: ABILITY.open, isOn: false, hasSound: false },
  quiet: null, // { from, to }, both null for never; null: not known yet
})

export const notifyingReducers = {
  "notifying.changed": (state, { change }) => {
    const { notifying } = state
    const isOther = Object.keys(change).some((key) => change[key] !== notifying[key])
    return isOther ? { ...state, notifying: { ...notifying, ...change } } : state
  },

  "quiet.arrived": (state, { quiet }) => ({ ...state, quiet }),
}

/** Whether the reader wants to be notified here, and the browser lets the page do so. */
export function isNotifying({ notifying }) {
  return notifying.isOn && notifying.ability === ABILITY.granted
}

/** Whether nothing should disturb the reader; so it is where their hours are not known. */
export function isQuietAt({ quiet }, date) {
  return quiet === null || isWithin(timeOfDay(date), quiet)
}
