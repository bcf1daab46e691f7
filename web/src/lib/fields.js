const COMPOSING_KEY = 229 // what some browsers report while an input method is at work

/**
 * Put a text in place of what stands between two ends in a field, the caret behind it, as if it had
 * been typed: listeners hear of it, and the reader's undo takes it back.
 */
export function typeInto(field, text, from, to) {
  field.focus()
  field.setSelectionRange(from, to)
  // The newer way leaves nothing to undo.
  if (field.ownerDocument.execCommand?.("insertText", false, text)) return
  field.setRangeText(text, from, to, "end")
  field.dispatchEvent(new Event("input", { bubbles: true }))
}

/** Whether a key belongs to an input method at work, which takes Enter and arrows for itself. */
export function isComposing({ originalEvent }) {
  return Boolean(originalEvent?.isComposing) || originalEvent?.keyCode === COMPOSING_KEY
}
