import { $ } from "../../lib/jquery.js"
import { networkText } from "../../lib/networks.js"
import { refusalText, texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"
import { createListFoot } from "./list-foot.js"

/** The addresses from which no guest may come, and lifting that. */
export function createBans({ element, store, actions, formats }) {
  const $part = $(element)
  const $list = $part.find("[data-ban-list]")
  const $problem = $part.find("[data-bans-problem]")
  const $done = $part.find("[data-bans-done]")
  const foot = createListFoot({
    element: $part.find("[data-list-foot]"),
    emptyWords: texts.noBans,
    onRetry: () => actions.bans.load(),
  })

  function draw(bans) {
    $list.empty().append(bans.items.map((ban) => drawBan(ban, formats)))
    foot.show(bans)
  }

  async function lift({ currentTarget }) {
    const { id, network } = currentTarget.dataset
    $problem.text("")
    $done.text("")
    try {
      await actions.liftBan(Number(id))
      $done.text(texts.banLifted(network)).trigger("focus") // the button is gone
    } catch (error) {
      $problem.text(refusalText(error))
    }
  }

  return {
    start() {
      foot.start()
      $list.on("click", "[data-lift]", lift)
      store.watch((state) => state.bans, draw)
    },
  }
}

function drawBan({ id, network, created_by: maker, ...times }, formats) {
  const [made, until] = [times.created_at, times.expires_at].map((at) =>
    formats.moment(new Date(at)),
  )
  const $row = cloneTemplate("ban-template")
  const address = networkText(network)
  $row.find("[data-network]").text(address)
  $row.find("[data-until]").text(texts.bannedUntil(until))
  $row.find("[data-made]").text(texts.banMadeBy(maker?.name ?? texts.nobody, made))
  const label = texts.forPerson(texts.liftBan, address)
  $row.find("[data-lift]").attr({ "data-id": id, "data-network": address, "aria-label": label })
  return $row[0]
}
