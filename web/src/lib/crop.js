// The square that is taken out of a picture: `x` and `y` are its middle, in the picture's own
// pixels, `zoom` how many times it is smaller than the largest there could be.

export const ZOOM_MAX = 4

/** The largest square in the middle of a picture. */
export function wholeOf({ width, height }) {
  return { width, height, zoom: 1, x: width / 2, y: height / 2 }
}

/** The square itself: where it begins, and how long its sides are. */
export function squareOf(crop) {
  const side = sideOf(crop)
  return { left: crop.x - side / 2, top: crop.y - side / 2, side }
}

/** The picture moved under the square, by parts of the square's side. */
export function moved(crop, right, down) {
  const side = sideOf(crop)
  return within({ ...crop, x: crop.x - right * side, y: crop.y - down * side })
}

/** The same middle, nearer or farther, as near to it as the picture reaches. */
export function zoomed(crop, zoom) {
  return within({ ...crop, zoom: clamp(zoom, 1, ZOOM_MAX) })
}

function sideOf({ width, height, zoom }) {
  return Math.min(width, height) / zoom
}

function within(crop) {
  const half = sideOf(crop) / 2
  const x = clamp(crop.x, half, crop.width - half)
  return { ...crop, x, y: clamp(crop.y, half, crop.height - half) }
}

function clamp(value, least, most) {
  return Math.min(Math.max(value, least), most)
}
