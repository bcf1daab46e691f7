"""Everything by keyboard: in a sensible order, and always visible where one is."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.browsing import PHONE
from tests.browser.conftest import GENEROUS, running
from tests.stack.people import Person, eventually

STOPS_MAX = 40
# Of 255: a ring around the focus is 134 or more from what it covers. Less than half of that is
# no ring; Chromium itself draws the edge of a circle up to 16 away from how it drew it before.
SHADES = 64
# What the focus is on, as assistive technology would call it.
FOCUSED = """() => {
  const it = document.activeElement
  if (!it || it === document.body) return null
  const label = it.labels?.[0]?.textContent ?? it.getAttribute("aria-label") ?? it.textContent
  return label.trim().replace(/\\s+/g, " ")
}"""


@pytest.fixture
def lonely(new_stack):
    """A chat of its own: nobody else says links there, comes or goes."""
    with running(new_stack(settings=GENEROUS)) as stack:
        yield stack


def leave_by_tab(page) -> list[str]:
    """Tab until the focus has left the page; gives what it was on."""
    stops = []
    for _ in range(STOPS_MAX):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None:
            return stops
        stops.append(stop)
    raise AssertionError(f"no way out: {stops}")


def tour(page) -> list[str]:
    """All that the Tab key comes by, from the top of the page."""
    leave_by_tab(page)
    return leave_by_tab(page)


def has_faces(visitor) -> None:
    """Wait for the faces in the header, which come last."""
    expect(visitor.page.get_by_role("button", name="here: about this room")).to_be_visible()


def looks_like(one: bytes, other: bytes) -> bool:
    """Whether two screenshots are the same to the eye."""
    pictures = (Image.open(BytesIO(shot)).convert("RGB") for shot in (one, other))
    differences = ImageChops.difference(*pictures).getextrema()
    return max(most for _least, most in differences) <= SHADES


def test_the_tab_key_goes_through_the_page_in_its_order(arrive, lonely):
    alice = arrive("Alice", stack=lonely)
    alice.say("the newest message")
    alice.composer.fill("something to send")
    has_faces(alice)
    stops = tour(alice.page)
    assert stops[:2] == ["Skip to writing a message", "Jump to… Ctrl K"]
    assert stops[2:6] == ["Rooms", "Browse rooms", "Lobby", "Like the system"]
    assert alice.name in stops[6] and "Change your name" in stops[6]
    assert stops[7:10] == ["Create an account", "Sign in", "Notifications"]
    assert "here: about this room" in stops[10]
    assert stops[11:13] == ["About this room", "Messages in Lobby"]
    assert "the newest message" in stops[13]  # of all messages one, where arrows go on from
    assert stops[14:] == ["Message Lobby", "Send the message"]


def test_the_first_tab_stop_leads_to_writing(arrive):
    alice = arrive("Alice")
    skip = alice.page.get_by_role("link", name="Skip to writing a message")
    leave_by_tab(alice.page)
    expect(skip).not_to_be_in_viewport()
    alice.page.keyboard.press("Tab")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport(ratio=1)
    alice.page.keyboard.press("Enter")
    expect(alice.composer).to_be_focused()
    alice.page.keyboard.type("by keyboard alone")
    alice.page.keyboard.press("Enter")
    expect(alice.message("by keyboard alone")).to_have_attribute("data-delivery", "sent")


def test_where_the_focus_is_can_be_seen(arrive, lonely):
    """The page looks different with the focus somewhere than with it nowhere."""
    script = Person(lonely.url)
    assert script.become_guest().status_code == 201
    assert script.post("one message with http://example.org/focus in it").status_code == 201
    alice = arrive(stack=lonely, reduced_motion="reduce")  # afterwards, so that nobody comes later
    expect(alice.page.get_by_role("link", name="http://example.org/focus")).to_be_visible()
    has_faces(alice)
    page = alice.page
    stops = tour(page)
    assert len(stops) >= 7
    unfocused = page.screenshot()
    invisible = []
    for stop in stops:
        page.keyboard.press("Tab")
        if looks_like(page.screenshot(), unfocused):
            invisible.append(stop)
    leave_by_tab(page)
    assert looks_like(page.screenshot(), unfocused), (
        "the page changed meanwhile: this proves nothing"
    )
    assert invisible == []


def test_a_message_that_was_not_sent_is_retried_by_keyboard(alice, bob):
    alice.page.route("**/api/messages", lambda route: route.abort())
    failed = alice.say("retried by keyboard")
    expect(failed).to_have_attribute("data-delivery", "failed")
    alice.page.unroute_all()
    alice.page.keyboard.press("Shift+Tab")
    expect(failed.get_by_role("button", name="Discard")).to_be_focused()
    alice.page.keyboard.press("Shift+Tab")
    expect(failed.get_by_role("button", name="Retry")).to_be_focused()
    alice.page.keyboard.press("Enter")
    expect(bob.message("retried by keyboard")).to_be_visible()


def test_the_conversation_scrolls_by_keyboard(arrive, archive):
    alice = arrive("Alice", stack=archive)
    eventually(lambda: alice.below() <= 1)
    alice.scroller.focus()
    top = alice.scroll_top()
    for _ in range(3):
        alice.page.keyboard.press("PageUp")
    expect(alice.pill).to_be_visible()
    alice.rest()
    assert alice.scroll_top() < top
    alice.page.keyboard.press("Tab")  # to a message in view, which stays there
    expect(alice.page.locator(".message:focus")).to_be_in_viewport(ratio=1)
    alice.page.keyboard.press("Tab")
    expect(alice.pill).to_be_focused()
    alice.page.keyboard.press("Enter")
    expect(alice.messages.last).to_be_in_viewport()


def test_the_drawer_opens_and_closes_by_keyboard(arrive):
    alice = arrive("Alice", viewport=PHONE)
    drawer = alice.page.locator("[data-sidebar]")
    opener = alice.page.get_by_role("button", name="Open the sidebar")
    assert "Like the system" not in tour(alice.page), "the closed drawer can be tabbed into"
    opener.focus()
    alice.page.keyboard.press("Enter")
    expect(drawer).to_be_in_viewport(ratio=1)
    expect(opener).to_have_attribute("aria-expanded", "true")
    expect(alice.page.get_by_role("button", name="Close the sidebar")).to_be_focused()
    assert "Message Lobby" not in tour(alice.page), "what lies under the drawer can be tabbed into"
    alice.page.get_by_role("button", name="Change your name").focus()
    alice.page.keyboard.press("Escape")
    expect(drawer).not_to_be_in_viewport()
    expect(opener).to_be_focused()
    expect(opener).to_have_attribute("aria-expanded", "false")


def test_one_escape_closes_the_name_and_the_next_the_drawer(arrive, bob):
    alice = arrive(is_open=False, viewport=PHONE)
    scenes.renaming(alice, taken=bob.name)
    drawer = alice.page.locator("[data-sidebar]")
    alice.page.keyboard.press("Escape")
    expect(alice.name_field).to_be_hidden()
    expect(drawer).to_be_in_viewport(ratio=1)
    alice.page.keyboard.press("Escape")
    expect(drawer).not_to_be_in_viewport()
