import { $ } from "../lib/jquery.js"
import { currentPerson, messageOf } from "../store/selectors.js"
import { texts } from "../texts.js"
import { onLongPress } from "./long-press.js"
import { createMessageFocus } from "./message-focus.js"
import { bubbleOf, createMessageTools, isOfMenu } from "./message-tools.js"

const ROW = ".message[data-message-id]"
const PHONE = "(hover: none)"

/**
 * What can be done with a message: by the buttons that appear beside it, by a long press, and by
 * keyboard. `deedsOf(message)` says what that is.
 */
export function createMessageMenu({ element, store, menu, deedsOf }) {
  const $scroller = $(element).find("[data-conversation]")
  const [messages] = $scroller.find("[data-messages]")
  const [scroller] = $scroller
  const tools = createMessageTools({ element, scroller })
  const focus = createMessageFocus({
    element: messages,
    scroller,
    store,
    onEnter: (row) => open(row),
  })

  const of = (row) => row && messageOf(store.state, Number(row.dataset.messageId))

  function open(row, at = bubbleOf(row)) {
    const message = of(row)
    if (message === null) return
    const { name } = currentPerson(store.state, message.author)
    row.focus({ preventScroll: true })
    menu.open({ label: texts.messageMenu(name), deeds: deedsOf(message), at, opener: row })
  }

  function show(row) {
    if (row === tools.row()) return
    const message = of(row)
    if (!message) return tools.hide()
    const keys = deedsOf(message).map(({ key }) => key)
    $(element)
      .find("[data-tool]")
      .each((_, tool) => $(tool).prop("hidden", !isShown(tool.dataset.tool, keys)))
    tools.show(row)
  }

  function onTool({ currentTarget }) {
    const row = tools.row()
    const message = of(row)
    const { tool } = currentTarget.dataset
    if (tool === "more") return open(row, currentTarget.getBoundingClientRect())
    deedsOf(message)
      .find(({ key }) => key === tool)
      .run()
  }

  function onPointer({ target, originalEvent }) {
    if (originalEvent.pointerType === "touch") return
    show(target.closest(ROW))
  }

  // With a finger there is nothing to hover with: a tap brings the buttons, another takes them away.
  function onTap({ currentTarget, target }) {
    if (!matchMedia(PHONE).matches || target.closest("a, button, [role=button]")) return
    if (tools.row() === currentTarget) tools.hide()
    else show(currentTarget)
  }

  return {
    start() {
      tools.start()
      focus.start()
      $scroller.on("pointermove", onPointer)
      $(messages).on("click", ROW, onTap)
      $(messages).on("focusin", ROW, ({ target }) => {
        if (target.matches(`${ROW}:focus-visible`)) show(target)
      })
      $(messages).on("focusout", ({ relatedTarget }) => {
        if (!isOfMenu(relatedTarget)) tools.hide()
      })
      $(element).on("click", "[data-tool]", onTool)
      onLongPress(messages, ROW, (row) => open(row))
    },
  }
}

function isShown(tool, keys) {
  const isFewer = matchMedia(PHONE).matches
  return tool === "more" || (!isFewer && keys.includes(tool))
}
