import { deviceKind } from "./device.js"

/** Whether this page may notify outside of itself. */
export const ABILITY = {
  granted: "granted",
  open: "open", // nobody has asked yet
  denied: "denied",
  insecure: "insecure", // browsers let no page do it that comes by plain http
  missing: "missing",
}
const BY_PERMISSION = {
  granted: ABILITY.granted,
  denied: ABILITY.denied,
  default: ABILITY.open,
}

/** The notifications that the browser shows for a page, outside of it. */
export function createDesktop(view = window) {
  function ability() {
    if (!view.isSecureContext) return ABILITY.insecure
    if (!("Notification" in view) || isForWorkersOnly(view.navigator)) return ABILITY.missing
    return BY_PERMISSION[view.Notification.permission]
  }

  return {
    ability,

    /** Let the browser ask the person. Resolves to what came of it. */
    async ask() {
      await view.Notification.requestPermission()
      return ability()
    },

    /**
     * Show one, in place of an older one with the same `tag`. Returns the way to take it back;
     * `onClick` and `onClose` hear what becomes of it.
     */
    show({ title, onClick, onClose, ...options }) {
      const shown = new view.Notification(title, options)
      shown.addEventListener("click", onClick)
      shown.addEventListener("close", onClose)
      return () => shown.close()
    },
  }
}

// On Android only service workers notify, but for Firefox; the interface is there all the same.
function isForWorkersOnly(navigator) {
  return deviceKind(navigator) === "android" && !/Firefox/.test(navigator.userAgent)
}
