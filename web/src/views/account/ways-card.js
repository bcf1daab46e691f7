import { $ } from "../../lib/jquery.js"
import { texts } from "../../texts.js"
import { cloneTemplate } from "../words.js"

/** What I can sign in with that is not kept here: other services, a directory. */
export function createWaysCard({ element, store, formats }) {
  const $list = $(element).find("[data-ways-list]")

  function show({ providers, isDirectory }) {
    const directory = isDirectory ? [draw(texts.directoryHeading, texts.directoryWords)] : []
    $list.empty().append([...directory, ...providers.map(drawProvider)])
  }

  function drawProvider({ name, created_at: linked }) {
    return draw(name, texts.providerSince(formats.moment(new Date(linked))))
  }

  return {
    start: () => store.watch((state) => state.details, show),
  }
}

function draw(name, words) {
  const $row = cloneTemplate("way-template")
  $row.find("[data-way-name]").text(name)
  $row.find("[data-way-words]").text(words)
  return $row[0]
}
