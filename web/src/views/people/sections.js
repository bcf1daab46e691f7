import { $ } from "../../lib/jquery.js"
import { sectionsFor, shownSection } from "../../store/administration.js"

/** The parts of /people: one at a time, only those that this person may see. */
export function createSections({ element, store, onShow }) {
  const $page = $(element)

  function show(state) {
    const sections = sectionsFor(state.me)
    $page.find("[data-not-for-you]").prop("hidden", sections.length > 0)
    $page.find("[data-for-you]").prop("hidden", sections.length === 0)
    $page.find("[data-section]").each((_, tab) => {
      const { section } = tab.dataset
      $(tab)
        .prop("hidden", !sections.includes(section))
        .attr("aria-current", section === shownSection(state) ? "page" : null)
    })
  }

  function turn(section) {
    $page.find("[data-part]").each((_, part) => {
      $(part).prop("hidden", part.dataset.part !== section)
    })
    showTab(section)
    if (section !== null) onShow(section)
  }

  // scrollIntoView() would have the first Tab start here, past everything above.
  function showTab(section) {
    const [tab] = $page.find(`[data-section="${section}"]`)
    const [row] = $page.find("[data-sections]")
    if (tab) row.scrollLeft = middleOf(tab) - middleOf(row)
  }

  return {
    start() {
      store.watch((state) => state, show)
      store.watch(shownSection, turn)
    },
  }
}

const middleOf = ({ offsetLeft, offsetWidth }) => offsetLeft + offsetWidth / 2
