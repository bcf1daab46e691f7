import { $ } from "../../lib/jquery.js"
import { refusalText, texts } from "../../texts.js"

/** Who may join. A choice holds as soon as it is made. */
export function createJoining({ element, store, actions }) {
  const $form = $(element).find("[data-joining-form]")
  const $problem = $form.find("[data-form-problem]")
  const $done = $form.find("[data-form-done]")

  function show(joining) {
    if (joining === null) return
    $form.find("[name=sign_up]").val([joining.sign_up])
    $form.find("[name=guests]").prop("checked", joining.guests)
  }

  async function change(wish) {
    $problem.text("")
    $done.text("")
    $form.attr("aria-busy", "true")
    try {
      await actions.changeJoining(wish)
      $done.text(texts.saved)
    } catch (error) {
      $problem.text(refusalText(error))
      show(store.state.joining)
    }
    $form.attr("aria-busy", "false")
  }

  return {
    start() {
      $form.on("change", "[name=sign_up]", ({ target }) => change({ sign_up: target.value }))
      $form.on("change", "[name=guests]", ({ target }) => change({ guests: target.checked }))
      $form.on("submit", (event) => event.preventDefault())
      store.watch((state) => state.joining, show)
    },
  }
}
