import { $ } from "../../lib/jquery.js"
import { LIST } from "../../store/lists.js"
import { texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

/** Below a list: that it is on its way, that there is more, that nothing is in it, what failed. */
export function createListFoot({ element, emptyWords, onMore, onRetry }) {
  const $foot = $(element).append(cloneTemplate("list-foot-template"))
  const $button = $foot.find("[data-foot-button]")
  let press = onMore

  function words({ status, items }) {
    if (status === LIST.failed) return texts.loadFailed
    if (status === LIST.ready && items.length === 0) return emptyWords
    return status === LIST.ready ? "" : texts.pageOpening
  }

  function show(list) {
    const hasFailed = list.status === LIST.failed
    const isReady = list.status === LIST.ready
    press = hasFailed ? onRetry : onMore
    $foot.find("[data-foot-spinner]").prop("hidden", hasFailed || isReady)
    $foot.find("[data-foot-words]").text(words(list))
    $button.text(hasFailed ? texts.tryAgain : texts.loadMore)
    const hasButton = hasFailed || (isReady && list.hasMore)
    $button.prop("hidden", !hasButton)
    $foot.prop("hidden", isReady && !hasButton && list.items.length > 0)
  }

  // The button is away while it works, and the focus with it: it goes on with what was brought.
  async function onPress() {
    const $list = $foot.prevAll("ul, ol").first()
    const count = $list.children().length
    await press()
    if (![document.body, $button[0]].includes(document.activeElement)) return
    const [first] = $list.children().eq(count).attr("tabindex", -1)
    const next = first ?? $button[0]
    next.focus({ preventScroll: true })
  }

  return {
    start: () => $button.on("click", onPress),
    show,
  }
}
