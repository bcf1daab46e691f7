const KEEP_MS = 60_000 // some browsers read it only when the reader has chosen a place

/** Hand a text over as a file. */
export function saveText(fileName, text) {
  const address = URL.createObjectURL(new Blob([text], { type: "text/plain" }))
  const link = Object.assign(document.createElement("a"), { href: address, download: fileName })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), KEEP_MS)
}
