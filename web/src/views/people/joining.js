import { $ } from "../../lib/jquery.js"
import { refusalText, texts } from "../../texts.js"

const NOBODY = "nobody" // must have a second factor

/** Who may join. A choice holds as soon as it is made. */
export function createJoining({ element, store, actions, confirm }) {
  const $form = $(element).find("[data-joining-form]")
  const $problem = $form.find("[data-form-problem]")
  const $done = $form.find("[data-form-done]")

  function show(joining) {
    if (joining === null) return
    $form.find("[name=sign_up]").val([joining.sign_up])
    $form.find("[name=guests]").prop("checked", joining.guests)
    $form
      .find("[name=members_visible_to_guests]")
      .prop("checked", joining.members_visible_to_guests)
    $form.find("[name=second_factor]").val([joining.second_factor])
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

  // Whoever asks others for a second factor is asked for one too.
  async function ask(rule) {
    if (!store.state.me.has_factor && rule !== NOBODY && !(await isMeant())) {
      return show(store.state.joining)
    }
    await change({ second_factor: rule })
  }

  const isMeant = () =>
    confirm.ask({
      title: texts.factorRuleTitle,
      words: texts.factorRuleWords,
      yes: texts.factorRuleYes,
      no: texts.cancel,
    })

  return {
    start() {
      $form.on("change", "[name=sign_up]", ({ target }) => change({ sign_up: target.value }))
      $form.on("change", "[name=guests]", ({ target }) => change({ guests: target.checked }))
      $form.on("change", "[name=members_visible_to_guests]", ({ target }) => {
        change({ members_visible_to_guests: target.checked })
      })
      $form.on("change", "[name=second_factor]", ({ target }) => ask(target.value))
      $form.on("submit", (event) => event.preventDefault())
      store.watch((state) => state.joining, show)
    },
  }
}
