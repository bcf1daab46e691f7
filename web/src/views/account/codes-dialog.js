import { copyFrom } from "../../lib/clipboard.js"
import { saveText } from "../../lib/download.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"

/**
 * Recovery codes, shown this once: to copy, to save, to print. Only who says that they have kept
 * them gets on.
 */
export function createCodesDialog({ element, place, copy = copyFrom, save = saveText, print }) {
  const $dialog = $(element)
  const $field = $dialog.find("[data-codes-field]")
  const $done = $dialog.find("[data-copy-done]")
  let resolve = () => {}

  async function onCopy() {
    const isCopied = await copy($field[0])
    $done.text(isCopied ? texts.copied : texts.copySelected)
  }

  function onSave() {
    save(texts.codesFile, texts.codesText(place(), $field.val().split("\n")))
  }

  // Browsers close a dialog at the second Escape, whatever is said to the first.
  function onKey(event) {
    if (event.key === "Escape") event.preventDefault()
  }

  function onClose() {
    $field.val("") // nothing that opens a door stays in the page
    resolve()
  }

  return {
    start() {
      $dialog.on("click", "[data-copy]", onCopy)
      $dialog.on("click", "[data-save]", onSave)
      $dialog.on("click", "[data-print]", () => print())
      $dialog.on("keydown", onKey)
      $dialog.on("cancel", (event) => event.preventDefault())
      $dialog.on("close", onClose)
    },

    /** Resolves when the reader has kept them. */
    show(codes) {
      $field.attr("rows", codes.length).val(codes.join("\n"))
      $dialog.find("[data-codes-place]").text(place())
      $done.text("")
      element.showModal()
      return new Promise((kept) => (resolve = kept))
    },
  }
}
