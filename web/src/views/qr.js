import { $ } from "../lib/jquery.js"
import { qrCode } from "../lib/qr.js"

const SVG = "http://www.w3.org/2000/svg"

/** A text as a QR code, and what it is for those who cannot see it. */
export function drawQr(text, label) {
  const { size, path } = qrCode(text)
  const svg = document.createElementNS(SVG, "svg")
  const dark = document.createElementNS(SVG, "path")
  $(svg).attr({
    class: "qr__code",
    viewBox: `0 0 ${size} ${size}`,
    role: "img",
    "aria-label": label,
    "shape-rendering": "crispEdges",
  })
  dark.setAttribute("d", path)
  svg.append(dark)
  return svg
}
