import { copyFrom } from "../../lib/clipboard.js"
import { $ } from "../../lib/jquery.js"
import { LIST } from "../../store/lists.js"
import { refusalText, texts } from "../../texts.js"
import { createForm } from "../forms/form.js"
import { cloneTemplate } from "../words.js"

/** The tokens of one's scripts: making one, whose text is shown once, and taking them back. */
export function createTokensView({ element, store, tokens, confirm, formats, copy = copyFrom }) {
  const $card = $(element)
  const $made = $card.find("[data-made-token]")
  const $text = $card.find("[data-token-text]")
  const $copied = $card.find("[data-token-copied]")
  const form = createForm({
    element: $card.find("[data-token-form]")[0],
    faults: ({ name, password }) => ({
      name: name.trim() === "" ? "nameMissing" : null,
      password: password === "" ? "passwordMissing" : null,
    }),
    send: async (values) => reveal(await tokens.make(values)),
    done: () => $card.find("#token-name").val(""),
  })

  function reveal(token) {
    $made.prop("hidden", false)
    $copied.text("")
    $text.val(token).trigger("focus")[0].select()
  }

  // Nothing that opens a door stays in the page.
  function conceal() {
    $text.val("")
    $made.prop("hidden", true)
  }

  function show({ status, items }) {
    $card
      .find("[data-token-list]")
      .empty()
      .append(items.map((token) => draw(token, formats)))
    $card.find("[data-tokens-again]").prop("hidden", status !== LIST.failed)
    $card.find("[data-tokens-problem]").text(status === LIST.failed ? texts.loadFailed : "")
  }

  async function revoke({ currentTarget }) {
    const isMeant = await confirm.ask({
      title: texts.revokeTokenTitle,
      words: texts.revokeTokenWords,
      yes: texts.revokeToken,
      no: texts.cancel,
      isDangerous: true,
    })
    if (!isMeant) return
    conceal()
    const $problem = $card.find("[data-tokens-problem]").text("")
    await tokens
      .revoke(Number(currentTarget.dataset.id))
      .then(() => form.focus())
      .catch((error) => $problem.text(refusalText(error)))
  }

  return {
    start() {
      form.start()
      $card.on("click", "[data-copy-token]", async () => {
        $copied.text((await copy($text[0])) ? texts.copied : texts.copyByHand)
      })
      $card.on("click", "[data-revoke-token]", revoke)
      $card.on("click", "[data-tokens-again]", () => tokens.load())
      store.watch((state) => state.tokens, show)
    },
  }
}

function draw(token, formats) {
  const moment = (at) => formats.moment(new Date(at))
  const { created_at: made, last_used_at: used } = token
  const $row = cloneTemplate("token-template")
  $row.find("[data-token-name]").text(token.name)
  $row.find("[data-token-scope]").text(texts.scopes[token.scope])
  $row.find("[data-token-times]").text(texts.tokenTimes(moment(made), used && moment(used)))
  $row
    .find("[data-revoke-token]")
    .attr({ "data-id": token.id, "aria-label": texts.revokeTokenNamed(token.name) })
  return $row[0]
}
