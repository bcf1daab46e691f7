import { $ } from "../lib/jquery.js"

/** Light, dark, or as the system says. theme-early.js does the same before the first paint. */
export function createThemeSwitch({ element, keepsakes, page = document, system }) {
  const $inputs = $(element).find("[name=theme]")

  function apply(theme) {
    if (theme === "system") delete page.documentElement.dataset.theme
    else page.documentElement.dataset.theme = theme
    colourBrowser()
  }

  // The bar that some browsers draw above the page takes the colour of the header below it.
  function colourBrowser() {
    const colour = getComputedStyle(page.querySelector("[data-head]")).backgroundColor
    $(page.head).find("[name=theme-color]").attr("content", colour)
  }

  return {
    start() {
      $inputs.val([keepsakes.theme()])
      $inputs.on("change", ({ target }) => {
        keepsakes.keepTheme(target.value)
        apply(target.value)
      })
      system.addEventListener("change", colourBrowser)
      apply(keepsakes.theme())
    },
  }
}
