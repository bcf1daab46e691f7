// The only file that knows lucide. An icon is imported by name, so that no other one is shipped.
import {
  ArrowDown,
  Check,
  createElement,
  Hash,
  Hourglass,
  Menu,
  Monitor,
  Moon,
  Pencil,
  RotateCw,
  SendHorizontal,
  Sun,
  TriangleAlert,
  WifiOff,
  X,
} from "lucide"

const ICONS = {
  "arrow-down": ArrowDown,
  check: Check,
  hash: Hash,
  hourglass: Hourglass,
  menu: Menu,
  monitor: Monitor,
  moon: Moon,
  pencil: Pencil,
  retry: RotateCw,
  send: SendHorizontal,
  sun: Sun,
  warning: TriangleAlert,
  offline: WifiOff,
  close: X,
}
const STROKE_PX = 1.9

/** Draw an icon as an SVG element, 20 px unless told otherwise, hidden from screen readers. */
export function icon(name, size = 20) {
  if (!Object.hasOwn(ICONS, name)) throw new Error(`There is no icon called ${name}.`)
  const attributes = { width: size, height: size, "stroke-width": STROKE_PX }
  return createElement(ICONS[name], { ...attributes, class: "icon", "aria-hidden": "true" })
}
