"""What one does with a message: by mouse, by keyboard, by a finger that rests on it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.browsing import PHONE
from tests.browser.rooms import make_room, named, say

FINGER = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
PRESS_MS = 700  # longer than a page takes for a long press
GONE = "Message deleted"


@pytest.fixture
def room(cast):
    """A private room of Alice's, with Bob and Charlie in it."""
    alice, *others = cast
    return make_room(alice, named("Harbour"), *others)


def row(member, said: dict) -> Locator:
    return member.page.locator(f'[data-message-id="{said["id"]}"]')


def entry(member, name: str) -> Locator:
    return member.page.get_by_role("menuitem", name=name, exact=True)


def open_menu(member, said: dict) -> None:
    """By the mouse: over the message, then the last of the buttons."""
    row(member, said).hover()
    member.page.locator("[data-tool=more]").click()
    expect(member.page.get_by_role("menu")).to_be_visible()


def press_long(member, said: dict) -> None:
    """Rest a finger on a message."""
    box = row(member, said).locator(".message__bubble").bounding_box()
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    cdp = member.context.new_cdp_session(member.page)
    cdp.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [at]})
    expect(member.page.get_by_role("menu")).to_be_visible()
    cdp.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    cdp.detach()


def yes(member) -> None:
    member.page.locator("[data-confirm-yes]").click()


def test_ones_own_message_is_deleted_by_mouse_for_everybody(cast, at_browser, room):
    alice, bob, _ = cast
    said = say(bob, room["id"], "a slip of the tongue")
    alices, bobs = at_browser(alice), at_browser(bob)
    for member in (alices, bobs):
        member.enter(room["name"])
        expect(row(member, said)).to_be_visible()
    open_menu(bobs, said)
    expect(entry(bobs, "Report")).to_have_count(0)
    entry(bobs, "Delete").click()
    bobs.page.get_by_role("button", name="Keep it").click()
    expect(row(bobs, said)).to_contain_text("a slip of the tongue")
    open_menu(bobs, said)
    entry(bobs, "Delete").click()
    yes(bobs)
    for member in (alices, bobs):
        expect(row(member, said)).to_contain_text(GONE)
        expect(row(member, said)).not_to_contain_text("a slip")


def test_what_others_said_is_deleted_by_moderators_only_and_by_keyboard(cast, at_browser, room):
    alice, bob, charlie = cast
    said = say(bob, room["id"], "not nice")
    alices, charlies = at_browser(alice), at_browser(charlie)
    for member in (alices, charlies):
        member.enter(room["name"])
        row(member, said).press("Enter")
        expect(entry(member, "Report")).to_be_visible()
    expect(entry(charlies, "Delete")).to_have_count(0)
    charlies.page.keyboard.press("Escape")
    expect(row(charlies, said)).to_be_focused()
    alices.page.keyboard.press("End")
    expect(entry(alices, "Delete")).to_be_focused()
    alices.page.keyboard.press("Enter")
    question = alices.page.get_by_text(f"It is by {bob.name}.")
    expect(question).to_be_visible()
    alices.page.get_by_role("button", name="Delete", exact=True).press("Enter")
    expect(row(charlies, said)).to_contain_text(GONE)


def test_a_finger_that_rests_on_a_message_opens_its_menu(cast, at_browser, room):
    alice, bob, _ = cast
    said = say(bob, room["id"], "hold me")
    phone = at_browser(alice, **FINGER)
    phone.visit(f"/rooms/{room['id']}")
    expect(row(phone, said)).to_be_visible()
    press_long(phone, said)
    for name in ("Copy the link", "Mark unread from here", "Report", "Delete"):
        expect(entry(phone, name)).to_be_in_viewport(ratio=1)
    entry(phone, "Delete").tap()
    yes(phone)
    expect(row(phone, said)).to_contain_text(GONE)


def test_unread_from_here_stays_unread_on_both_devices_until_it_is_read(cast, at_browser, room):
    alice, bob, _ = cast
    says = [say(alice, room["id"], f"line {number}") for number in range(4)]
    desk, other = at_browser(bob), at_browser(bob)
    desk.enter(room["name"])
    expect(other.count(room["name"])).to_be_hidden()
    open_menu(desk, says[1])
    entry(desk, "Mark unread from here").click()
    expect(
        desk.page.get_by_text("Unread from here on, until you have read it again.")
    ).to_be_visible()
    for member in (desk, other):
        expect(member.count(room["name"])).to_have_text("3")
    line = desk.page.get_by_text("New since you were away")
    expect(line).to_be_visible()
    assert line.bounding_box()["y"] < row(desk, says[1]).bounding_box()["y"]
    assert line.bounding_box()["y"] > row(desk, says[0]).bounding_box()["y"]
    other.enter(room["name"])
    expect(other.page.get_by_text("New since you were away")).to_be_visible()
    for member in (desk, other):
        expect(member.link(room["name"])).not_to_have_class(re.compile("unread"))
