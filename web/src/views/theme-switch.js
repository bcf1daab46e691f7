import { $ } from "../lib/jquery.js"

/** Light, dark, or as the system says. theme-early.js does the same before the first paint. */
export function createThemeSwitch({ element, keepsakes, page = document }) {
  const $inputs = $(element).find("[name=theme]")

  function apply(theme) {
    if (theme === "system") delete page.documentElement.dataset.theme
    else page.documentElement.dataset.theme = theme
    colourBrowser()
  }

  // The bar that some browsers draw around the page takes the colour of the header.
  function colourBrowser() {
    const surface = getComputedStyle(page.documentElement).getPropertyValue("--bar-colour").trim()
    const { colorScheme } = getComputedStyle(page.documentElement)
    $(page.head)
      .find("[name=theme-color]")
      .attr("content", surface || colorScheme)
  }

  return {
    start() {
      $inputs.val([keepsakes.theme()])
      $inputs.on("change", ({ target }) => {
        keepsakes.keepTheme(target.value)
        apply(target.value)
      })
      apply(keepsakes.theme())
    },
  }
}
