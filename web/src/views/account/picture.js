import { $ } from "../../lib/jquery.js"
import { fileOf, openPicture } from "../../lib/pictures.js"
import { refusalText, texts } from "../../texts.js"
import { createForm } from "../forms/form.js"
import { createCropper } from "./cropper.js"

/** The picture that the others see: choosing a file, the square of it, taking it away. */
export function createPicture({ element, store, looks, open = openPicture, toFile = fileOf }) {
  const $card = $(element)
  const $idle = $card.find("[data-picture-idle]")
  const $file = $card.find("[data-picture-file]")
  const $problem = $card.find("[data-picture-problem]")
  const $done = $card.find("[data-picture-done]")
  const $remove = $card.find("[data-picture-remove]")
  const $form = $card.find("[data-picture-form]")
  const cropper = createCropper({ element: $form[0] })
  const form = createForm({
    element: $form[0],
    send: save,
    done: () => finish(texts.pictureSaved),
  })
  let isBusy = false

  async function save() {
    const $others = $form.find("[data-picture-cancel], [data-crop-zoom]").prop("disabled", true)
    const sent = toFile(cropper.canvas).then(looks.showPicture)
    await sent.finally(() => $others.prop("disabled", false))
  }

  function say(problem, done = "") {
    $problem.text(problem)
    $done.text(done)
  }

  async function choose(file) {
    if (!file || isBusy) return
    say("")
    cropper.close()
    try {
      const picture = await open(file)
      turn(true)
      cropper.open(picture)
    } catch {
      turn(false)
      say(texts.notPicture)
      $card.find("[data-picture-choose]").trigger("focus")
    }
    $file.val("") // or the same file could not be chosen again
  }

  function turn(isCropping) {
    $form.prop("hidden", !isCropping)
    $idle.prop("hidden", isCropping)
    if (isCropping) form.clear()
  }

  function finish(words = "") {
    cropper.close()
    turn(false)
    say("", words)
    $card.find("[data-picture-choose]").trigger("focus")
  }

  async function remove() {
    if (isBusy) return
    isBusy = true
    $remove.attr("aria-disabled", "true")
    await looks.removePicture().then(
      () => finish(texts.pictureRemoved),
      (error) => say(refusalText(error)),
    )
    isBusy = false
    $remove.attr("aria-disabled", "false")
  }

  return {
    start() {
      form.start()
      cropper.start()
      $card.on("click", "[data-picture-choose]", () => $file[0].click())
      $card.on("click", "[data-picture-cancel]", () => finish())
      $file.on("change", () => choose($file[0].files[0]))
      $remove.on("click", remove)
      takeDrops($card, choose)
      store.watch(
        ({ me }) => Boolean(me?.avatar),
        (hasOne) => $remove.prop("hidden", !hasOne),
      )
    },
  }
}

/** Let files be dropped on an element, and show that they can be. */
function takeDrops($element, take) {
  $element.on("dragover dragleave drop", (event) => {
    const { originalEvent = event } = event
    event.preventDefault() // or the browser would open the file in place of the page
    $element.toggleClass("picture--over", event.type === "dragover")
    if (event.type === "drop") take(originalEvent.dataTransfer?.files[0])
  })
}
