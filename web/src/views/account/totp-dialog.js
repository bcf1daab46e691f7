import { copyFrom } from "../../lib/clipboard.js"
import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createFormDialog } from "../forms/form-dialog.js"
import { drawQr } from "../qr.js"

/** Brings a new secret into the reader's app, and asks for a code that shows it has arrived. */
export function createTotpDialog({ element, copy = copyFrom }) {
  const $dialog = $(element)
  const $secret = $dialog.find("[data-totp-secret]")
  const $copied = $dialog.find("[data-copy-done]")
  const dialog = createFormDialog({
    element,
    faults: ({ code }) => ({ code: code === "" ? "codeMissing" : null }),
  })

  async function onCopy() {
    const isCopied = await copy($secret[0])
    $copied.text(isCopied ? texts.copied : texts.copySelected)
  }

  // Nothing that opens a door stays in the page.
  function onClose() {
    $secret.val("")
    $dialog.find("[data-totp-uri]").removeAttr("href")
    $dialog.find("[data-qr]").empty()
  }

  return {
    start() {
      dialog.start()
      $dialog.on("click", "[data-copy]", onCopy)
      $dialog.on("close", onClose)
    },

    /** `confirm({ code })` takes the secret into use; resolves to what it resolves to. */
    ask({ secret, uri }, confirm) {
      const answer = dialog.ask(({ code }) => confirm({ code }))
      $dialog.find("[data-qr]").empty().append(drawQr(uri, texts.totpQr))
      $dialog.find("[data-totp-uri]").attr("href", uri)
      $secret.val(secret)
      $copied.text("")
      return answer
    },
  }
}
