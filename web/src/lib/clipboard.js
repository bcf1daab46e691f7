/**
 * Copy what a field holds. The clipboard proper exists only on https and localhost; elsewhere the
 * field is selected and the browser asked in the old way.
 *
 * @returns {Promise<boolean>} whether it was copied; if not, it is selected at least
 */
export async function copyFrom(field, { clipboard = globalThis.navigator?.clipboard } = {}) {
  try {
    if (clipboard) {
      await clipboard.writeText(field.value)
      return true
    }
  } catch {
    // Refused: the old way may still be allowed.
  }
  field.focus()
  field.select()
  return field.ownerDocument.execCommand?.("copy") ?? false
}

/** Copy a text that no field holds. Resolves to whether it was copied. */
export async function copyText(text, { page = document, ...options } = {}) {
  const before = page.activeElement
  const field = page.createElement("textarea")
  Object.assign(field, { value: text, readOnly: true, className: "visually-hidden" })
  page.body.append(field)
  try {
    return await copyFrom(field, options)
  } finally {
    field.remove()
    before?.focus({ preventScroll: true })
  }
}
