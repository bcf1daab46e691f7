"""How a page is judged: by axe, by a ruler and by a fingertip."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.browsing import DESKTOP, PHONE

SIZES = {
    "a small phone": {"width": 360, "height": 640},
    "a phone on its side": {"width": 740, "height": 360},
    "a tablet": {"width": 768, "height": 1024},
    "a desktop": {"width": 1440, "height": 900},
    "a very wide screen": {"width": 2560, "height": 1440},
}
TOUCH_PX = 44
# All of axe's rules, its best practices included; in the dark only colours can be different.
THEMES = {"light": {}, "dark": {"runOnly": ["color-contrast"]}}

# Elements that stick out of the window to a side, without what is meant to be outside.
STICKS_OUT = """() => [...document.querySelectorAll("body *")].filter((each) => {
  if (each.closest("[inert], [hidden], .visually-hidden, .skip")) return false
  if (each.closest(".tabs--sections > *, .contents > *")) return false // of a row that scrolls
  const { left, right, width } = each.getBoundingClientRect()
  return width > 0 && (left < -1 || right > innerWidth + 1)
}).map((each) => each.outerHTML.slice(0, 90))"""

# What can be touched and is smaller than a fingertip; a link in a text is as high as its line,
# and a box that is ticked as large as the line it stands in.
SMALL_TARGETS = """(least) => [...document.querySelectorAll("button, input, textarea")]
  .map((each) => each.matches("[type=radio], [type=checkbox]") ? each.closest("label") : each)
  .filter((each) => each.checkVisibility() && !each.closest("[inert]"))
  .map((each) => [each.getBoundingClientRect(), each.outerHTML.slice(0, 90)])
  .filter(([box]) => box.width < least || box.height < least)
  .map(([box, html]) => `${box.width} x ${box.height}: ${html}`)"""


# Media queries have told the page of its size before a frame is drawn.
FRAME = "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)))"


def resize(page: Page, size: dict) -> None:
    """Give the window another size, and the page the time to hear of it."""
    page.set_viewport_size(size)
    page.evaluate(FRAME)


def objections(visitor, *sizes: dict) -> list[str]:
    """What axe finds in each size (of a phone and a desktop, unless told), a line an element."""
    found = []
    for size in sizes or (PHONE, DESKTOP):
        resize(visitor.page, size)
        for theme, options in THEMES.items():
            visitor.page.emulate_media(color_scheme=theme)
            rules = Axe().run(visitor.page, options=options).response["violations"]
            found += [f"{size['width']} {theme}: {line}" for rule in rules for line in told(rule)]
    return found


def told(rule: dict) -> list[str]:
    """One line for each element that breaks a rule."""
    name = f"{rule['id']} ({rule['impact']})"
    return [f"{name}: {', '.join(node['target'])}: {node['html'][:80]}" for node in rule["nodes"]]


def misfits(page: Page) -> list[str]:
    """What is too small for a finger as the page is, or sticks out of the window in any size."""
    found = page.evaluate(SMALL_TARGETS, TOUCH_PX)
    for name, size in SIZES.items():
        resize(page, size)
        width = page.evaluate("document.documentElement.scrollWidth")
        found += [f"{name}: {width} px wide"] if width > size["width"] else []
        found += [f"{name}: {each}" for each in page.evaluate(STICKS_OUT)]
    return found
