import { $ } from "../../lib/jquery.js"
import { languageName, languages, timeZoneName, timeZones } from "../../lib/locales.js"
import { texts } from "../../texts.js"
import { createForm } from "../forms/form.js"

/** Where and in which language one lives. */
export function createLocale({ element, store, looks }) {
  const $zone = $(element).find("[name=time_zone]")
  const $language = $(element).find("[name=language]")
  const form = createForm({
    element,
    send: ({ time_zone: timeZone, language }) =>
      looks.changeLocale({ timeZone: timeZone || null, language: language || null }),
    done: () => form.praise(texts.saved),
  })

  function show({ timeZone, language }) {
    choose($zone, timeZone, timeZoneName)
    choose($language, language, languageName)
  }

  return {
    start() {
      fill($zone, timeZones(), timeZoneName)
      fill($language, languages(), languageName)
      form.start()
      store.watch((state) => state.locale, show)
    },
  }
}

/** The browser's own first, then all there are, by name. */
function fill($select, { own, all }, nameOf) {
  const options = (values) => values.map((value) => option(value, nameOf(value)))
  const byName = options(all).sort((one, other) => one.text.localeCompare(other.text))
  $select.append(
    option("", texts.notSaid),
    $("<optgroup>").attr("label", texts.ofThisBrowser).append(options(own)),
    $("<optgroup>").attr("label", texts.allThereAre).append(byName),
  )
}

/** What is kept may be none of those that this browser knows. */
function choose($select, value, nameOf) {
  const options = $select.find("option").toArray()
  if (value && !options.some((each) => each.value === value)) {
    $select.append(option(value, nameOf(value)))
  }
  $select.val(value ?? "")
}

function option(value, words) {
  return $("<option>").val(value).text(words)[0]
}
