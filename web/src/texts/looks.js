// What /account says of pictures, time zone and language.
export const looksTexts = {
  pictureSection: "Picture",
  pictureHint: "It stands beside what you say. Without one, your initials do.",
  pictureChoose: "Choose a picture",
  pictureDrop: "or drop one here",
  pictureRemove: "Remove",
  pictureMove: "Your picture. Drag it, or use the arrow keys; plus and minus bring it nearer.",
  pictureMoveHint: "Drag the picture to where it should be, or use the arrow keys.",
  pictureZoom: "Zoom",
  pictureSave: "Save the picture",
  pictureSaved: "Your picture is saved.",
  pictureRemoved: "Your picture is removed.",
  notPicture: "This is no picture that can be shown here. Choose a PNG, JPEG, WebP or GIF.",

  localeSection: "Time zone and language",
  localeHint: "Kept for what Parley writes to you when you are not here.",
  timeZone: "Time zone",
  ownLanguage: "Language",
  notSaid: "Not said",
  ofThisBrowser: "Of this browser",
  allThereAre: "All",
}
