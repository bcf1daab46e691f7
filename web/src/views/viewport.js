/**
 * Keeps the page as tall as what is visible. Most browsers shrink the page when the keyboard opens
 * (interactive-widget in index.html); those that lay the keyboard over it tell its size here.
 */
export function createViewport({ page = document, view = window }) {
  const visual = view.visualViewport

  function fit() {
    if (visual.scale > 1.01) return // the reader has zoomed in: nothing must move
    page.documentElement.style.setProperty("--visible-height", `${visual.height}px`)
    if (visual.offsetTop > 0) view.scrollTo(0, 0)
  }

  return {
    start() {
      visual?.addEventListener("resize", fit)
      visual?.addEventListener("scroll", fit)
    },
  }
}
