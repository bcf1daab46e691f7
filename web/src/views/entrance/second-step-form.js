import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { createForm } from "../forms/form.js"
import { createBareForm } from "./bare-form.js"

const FACTOR = { totp: "totp", recovery: "recovery", passkey: "passkey" }

/** The second step: a code, or a passkey, whichever the account has and this page can ask for. */
export function createSecondStepForm({ element, store, actions, fault }) {
  const $step = $(element)
  const $or = $step.find("[data-or]")
  const [codeElement] = $step.find("[data-code-form]")
  const [passkeyElement] = $step.find("[data-step-passkey-form]")
  const codeForm = createForm({
    element: codeElement,
    faults: ({ code }) => ({ code: code === "" ? "codeMissing" : null }),
    send: actions.sendCode,
  })
  const passkeyForm = createBareForm({ element: passkeyElement, send: actions.usePasskey })

  function show(step) {
    codeForm.clear()
    passkeyForm.clear()
    if (step === null) return
    const has = (factor) => step.factors.includes(factor)
    const takesCode = has(FACTOR.totp) || has(FACTOR.recovery)
    const takesPasskey = has(FACTOR.passkey) && !fault
    $(codeElement).prop("hidden", !takesCode)
    $(passkeyElement).prop("hidden", !takesPasskey)
    $or.prop("hidden", !takesCode || !takesPasskey)
    $step.find("[data-code-label]").text(texts.codeFields[codeKind(has)])
    $step.find("[data-stuck-why]").text(fault ? texts.noPasskeys[fault] : "")
    $step.find("[data-stuck]").prop("hidden", takesPasskey || has(FACTOR.totp))
    $step.find("[data-stuck-hint]").prop("hidden", takesCode)
    sort(has(FACTOR.totp))
  }

  // What most people have at hand comes first; a recovery code is for when that is lost.
  function sort(isCodeFirst) {
    const [first, last] = isCodeFirst
      ? [codeElement, passkeyElement]
      : [passkeyElement, codeElement]
    $or.before(first).after(last)
    $(codeElement).find("[type=submit]").toggleClass("button--quiet", !isCodeFirst)
    $(passkeyElement).find("[type=submit]").toggleClass("button--quiet", isCodeFirst)
  }

  return {
    start() {
      codeForm.start()
      passkeyForm.start()
      $step.on("click", "[data-back]", actions.back)
      store.watch((state) => state.step, show)
    },

    /** To the first thing there is to do. */
    focus: () =>
      $step.find("form:not([hidden])").find("input, [type=submit]").first().trigger("focus"),
  }
}

function codeKind(has) {
  if (!has(FACTOR.totp)) return FACTOR.recovery
  return has(FACTOR.recovery) ? "both" : FACTOR.totp
}
