const KINDS = [
  ["iphone", /iPhone|iPod/],
  ["ipad", /iPad/],
  ["android", /Android/],
  ["chromebook", /CrOS/],
  ["mac", /Macintosh/],
  ["windows", /Windows/],
  ["linux", /Linux/],
]

/** What kind of device this is, as far as the browser lets on; "other" where it does not. */
export function deviceKind({ userAgent = "", maxTouchPoints = 0 } = navigator) {
  const [kind] = KINDS.find(([, mark]) => mark.test(userAgent)) ?? ["other"]
  return kind === "mac" && maxTouchPoints > 1 ? "ipad" : kind // iPads say that they are Macs
}
