import { squareOf } from "./crop.js"

const SENT_AS = "image/webp" // where a browser cannot make it, it makes a PNG
const QUALITY = 0.9

/** Where a picture is, by its key, which never names another one. */
export function pictureAddress(key) {
  return `/api/avatars/${encodeURIComponent(key)}`
}

/** Decode a file of somebody's; rejects where it is no picture that this browser knows. */
export async function openPicture(file, decode = createImageBitmap) {
  const picture = await decode(file)
  if (picture.width * picture.height > 0) return picture
  throw new TypeError("a picture without pixels")
}

/** Draw the square of a picture over the whole of a canvas. */
export function drawSquare(canvas, picture, crop) {
  const { left, top, side } = squareOf(crop)
  const context = canvas.getContext("2d")
  context.imageSmoothingQuality = "high"
  context.clearRect(0, 0, canvas.width, canvas.height)
  context.drawImage(picture, left, top, side, side, 0, 0, canvas.width, canvas.height)
}

/** What a canvas shows, as a file to send. */
export function fileOf(canvas) {
  return new Promise((resolve, reject) => {
    canvas.toBlob(
      (file) => (file ? resolve(file) : reject(new Error("no picture came out of the canvas"))),
      SENT_AS,
      QUALITY,
    )
  })
}
