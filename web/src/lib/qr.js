// The only file that knows uqr.
import { encode } from "uqr"

const QUIET_MODULES = 4 // the white margin that readers need around it

/**
 * A QR code as data: the side of its square in modules, and the dark ones as the path of an SVG.
 *
 * @param {string} text
 * @returns {{size: number, path: string}}
 */
export function qrCode(text) {
  const { size, data } = encode(text, { border: QUIET_MODULES, ecc: "M" })
  return { size, path: data.map(rowPath).join("") }
}

// One stroke for each run of dark modules, not for each module.
function rowPath(row, y) {
  let path = ""
  for (let x = 0; x < row.length; x += 1) {
    if (!row[x]) continue
    const start = x
    while (row[x + 1]) x += 1
    path += `M${start} ${y}h${x - start + 1}v1H${start}z`
  }
  return path
}
