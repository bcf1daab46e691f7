import { icon } from "../lib/icons.js"
import { $ } from "../lib/jquery.js"
import { texts } from "../texts.js"

const ICON_PX = 20

/** Fill a part of the page with the words and icons that its markup names. */
export function fillWords(root) {
  const $root = $(root)
  each($root, "text", (element, key) => $(element).text(texts[key]))
  each($root, "label", (element, key) => {
    $(element).attr({ "aria-label": texts[key], title: texts[key] })
  })
  each($root, "aria", (element, key) => $(element).attr("aria-label", texts[key]))
  each($root, "tip", (element, key) => $(element).attr("title", texts[key]))
  each($root, "placeholder", (element, key) => $(element).attr("placeholder", texts[key]))
  each($root, "icon", (element, name) => {
    $(element).append(icon(name, Number(element.dataset.iconSize ?? ICON_PX)))
  })
}

/** Fill the page and the inside of every template, once. */
export function fillPage(page = document) {
  fillWords(page)
  $(page)
    .find("template")
    .each((_, template) => fillWords(template.content))
}

/** A fresh copy of what a template holds. */
export function cloneTemplate(id) {
  return $(document.getElementById(id).content.cloneNode(true).children)
}

function each($root, name, fill) {
  $root.find(`[data-${name}]`).each((_, element) => fill(element, element.dataset[name]))
}
