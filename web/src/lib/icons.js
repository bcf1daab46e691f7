// The only file that knows lucide. An icon is imported by name, so that no other one is shipped.
import {
  ArrowDown,
  Check,
  Copy,
  createElement,
  Download,
  Eye,
  EyeOff,
  Hash,
  Hourglass,
  KeyRound,
  LogIn,
  LogOut,
  Menu,
  MessageCircle,
  Monitor,
  MonitorSmartphone,
  Moon,
  Pencil,
  Printer,
  RotateCw,
  SendHorizontal,
  Sun,
  TriangleAlert,
  UserPlus,
  UserRound,
  UsersRound,
  WifiOff,
  X,
} from "lucide"

const ICONS = {
  "arrow-down": ArrowDown,
  account: UserRound,
  check: Check,
  copy: Copy,
  device: MonitorSmartphone,
  download: Download,
  eye: Eye,
  "eye-off": EyeOff,
  hash: Hash,
  hourglass: Hourglass,
  key: KeyRound,
  "create-account": UserPlus,
  menu: Menu,
  message: MessageCircle,
  monitor: Monitor,
  moon: Moon,
  pencil: Pencil,
  people: UsersRound,
  print: Printer,
  retry: RotateCw,
  send: SendHorizontal,
  "sign-in": LogIn,
  "sign-out": LogOut,
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
