import { $ } from "../lib/jquery.js"

const SIGNS = "pointermove pointerdown keydown wheel touchmove"

/** Whether anybody uses the page, whatever they do with it. */
export function createUse({ onUse, page = document }) {
  return { start: () => $(page).on(SIGNS, () => onUse()) }
}
