import { copyFrom } from "../../lib/clipboard.js"
import { errandAddress } from "../../lib/errands.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { drawQr } from "../qr.js"

/** A link that is shown once: to copy, or to hold a phone against. */
export function createLinkDialog({ element, origin, copy = copyFrom }) {
  const $dialog = $(element)
  const $field = $dialog.find("[data-link-field]")
  const $done = $dialog.find("[data-copy-done]")

  async function onCopy() {
    const isCopied = await copy($field[0])
    $done.text(isCopied ? texts.copied : texts.copyByHand)
  }

  // Nothing that opens a door stays in the page.
  function onClose() {
    $field.val("")
    $dialog.find("[data-qr]").empty()
  }

  return {
    start() {
      $dialog.on("click", "[data-copy]", onCopy)
      $dialog.on("close", onClose)
    },

    show({ title, words, kind, token }) {
      const link = errandAddress(origin, kind, token)
      $dialog.find("[data-link-title]").text(title)
      $dialog.find("[data-link-words]").text(words)
      $dialog.find("[data-qr]").empty().append(drawQr(link, texts.qrCode))
      $field.val(link)
      $done.text("")
      element.showModal()
    },
  }
}
