import { DELIVERY } from "../store/state.js"
import { OUTBOX_LIMIT } from "./outbox.js"

const OUTBOX = "outbox"
const DRAFT = "draft"
const THEME = "theme"
export const THEMES = ["light", "dark", "system"]

/**
 * What outlives a reload: unsent messages and the draft for this tab, the theme for the browser.
 */
export function createKeepsakes({ tab, browser }) {
  return {
    outbox: () => restoreOutbox(tab.read(OUTBOX, [])),
    keepOutbox: (outbox) => (outbox.length ? tab.write(OUTBOX, outbox) : tab.remove(OUTBOX)),

    draft: () => String(tab.read(DRAFT, "")),
    keepDraft: (text) => (text ? tab.write(DRAFT, text) : tab.remove(DRAFT)),

    theme: () => THEMES.find((theme) => theme === browser.read(THEME)) ?? "system",
    keepTheme: (theme) =>
      theme === "system" ? browser.remove(THEME) : browser.write(THEME, theme),
  }
}

// What was under way is sent again: the server knows it by its client id if it has it already.
function restoreOutbox(stored) {
  if (!Array.isArray(stored)) return []
  return stored.filter(isMessage).slice(0, OUTBOX_LIMIT).map(resumed)
}

function resumed(message) {
  if (message.status === DELIVERY.failed) return message
  return { ...message, status: DELIVERY.sending, retryAt: null }
}

function isMessage(value) {
  return (
    typeof value?.clientId === "string" && typeof value.content === "string" && value.roomId > 0
  )
}
