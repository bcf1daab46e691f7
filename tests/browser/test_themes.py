"""Light and dark: as the system says, or as chosen, remembered, and never a flash of the other."""

import pytest
from playwright.sync_api import expect

from tests.stack.people import eventually

PAPER = {"light": "rgb(245, 243, 238)", "dark": "rgb(14, 21, 20)"}
# Every colour the page has had in a frame that could be painted.
RECORD_FRAMES = """
window.papers = []
const look = () => {
  if (document.body) papers.push(getComputedStyle(document.documentElement).backgroundColor)
  requestAnimationFrame(look)
}
requestAnimationFrame(look)
"""


def paper(person) -> str:
    """The colour of the page."""
    return person.page.evaluate("getComputedStyle(document.documentElement).backgroundColor")


def choose(person, name: str) -> None:
    """Click a theme in the sidebar, as a mouse does: on what is drawn."""
    person.page.get_by_role("radio", name=name).locator("xpath=..").click()


def test_the_page_follows_the_system(arrive):
    person = arrive(color_scheme="light")
    assert paper(person) == PAPER["light"]
    person.page.emulate_media(color_scheme="dark")
    assert paper(person) == PAPER["dark"]
    expect(person.page.get_by_role("radio", name="Like the system")).to_be_checked()


def test_a_chosen_theme_is_remembered_and_the_system_can_be_followed_again(arrive):
    person = arrive(color_scheme="light")
    choose(person, "Dark")
    assert paper(person) == PAPER["dark"]
    person.reload()
    assert paper(person) == PAPER["dark"]
    expect(person.page.get_by_role("radio", name="Dark")).to_be_checked()
    choose(person, "Like the system")
    assert paper(person) == PAPER["light"]
    person.reload()
    assert paper(person) == PAPER["light"]


@pytest.mark.parametrize(("system", "chosen"), [("light", "Dark"), ("dark", "Light")])
def test_a_chosen_theme_is_there_in_the_first_frame(arrive, system, chosen):
    person = arrive(color_scheme=system)
    choose(person, chosen)
    person.context.add_init_script(RECORD_FRAMES)
    # The module comes late, as over a slow line: the theme must not wait for it.
    held = []
    person.page.route("**/assets/index-*.js", lambda route: held.append(route))
    person.page.goto(person.url, wait_until="commit")
    eventually(lambda: person.page.evaluate("window.papers.length > 3"))
    held[0].continue_()
    person.wait()
    assert set(person.page.evaluate("window.papers")) == {PAPER[chosen.lower()]}


def test_the_browsers_own_bar_takes_the_colour(arrive):
    person = arrive(color_scheme="light")
    bar = person.page.locator("meta[name=theme-color]")
    light = bar.get_attribute("content")
    choose(person, "Dark")
    expect(bar).not_to_have_attribute("content", light)


def test_the_theme_is_chosen_by_the_arrow_keys_too(arrive):
    person = arrive(color_scheme="light")
    person.page.get_by_role("radio", name="Like the system").focus()
    person.page.keyboard.press("ArrowLeft")
    expect(person.page.get_by_role("radio", name="Dark")).to_be_checked()
    assert paper(person) == PAPER["dark"]
