"""From a small phone to a very wide screen: nothing is cut off, all of it within reach."""

import pytest
from playwright.sync_api import expect

from tests.browser import scenes
from tests.browser.browsing import PHONE
from tests.browser.history import guest
from tests.browser.looks import SIZES, SMALL_TARGETS, STICKS_OUT, TOUCH_PX, resize

COLUMN_PX = 860
BUBBLE_PX = 560


@pytest.fixture(scope="module")
def full_room(chromium, chat):
    """One page with all that a conversation can hold, which the tests look at in many sizes."""
    visitor = scenes.Visitor(chromium, chat.url)
    scenes.conversation(visitor, guest(chat))
    yield visitor
    visitor.leave()


@pytest.mark.parametrize("size", SIZES)
def test_nothing_scrolls_sideways_and_nothing_sticks_out(full_room, size):
    page = full_room.page
    resize(page, SIZES[size])
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    assert page.evaluate("document.documentElement.scrollHeight") <= SIZES[size]["height"]
    assert full_room.scroller.evaluate("(s) => s.scrollWidth - s.clientWidth") <= 0
    assert page.evaluate(STICKS_OUT) == []


@pytest.mark.parametrize("size", SIZES)
def test_the_composer_and_its_button_are_within_reach(full_room, size):
    full_room.page.set_viewport_size(SIZES[size])
    for part in (full_room.composer, full_room.send):
        expect(part).to_be_in_viewport(ratio=1)
        box = part.bounding_box()
        assert box["height"] >= TOUCH_PX and box["width"] >= TOUCH_PX


def test_a_very_wide_screen_keeps_lines_short(full_room):
    full_room.page.set_viewport_size(SIZES["a very wide screen"])
    column = full_room.page.locator("[data-messages]").bounding_box()
    assert column["width"] <= COLUMN_PX
    widest = full_room.page.locator(".message__bubble").evaluate_all(
        "(all) => Math.max(...all.map((each) => each.getBoundingClientRect().width))"
    )
    assert widest <= BUBBLE_PX


def test_every_target_on_a_phone_is_as_large_as_a_fingertip(arrive, chat):
    visitor = arrive(is_open=False, viewport=PHONE, has_touch=True, is_mobile=True)
    scenes.conversation(visitor, guest(chat))
    assert visitor.page.evaluate(SMALL_TARGETS, TOUCH_PX) == []
    visitor.page.get_by_role("button", name="Open the sidebar").tap()
    assert visitor.page.evaluate(SMALL_TARGETS, TOUCH_PX) == []
    visitor.page.get_by_role("button", name="Change your name").tap()
    expect(visitor.name_field).to_be_focused()
    assert visitor.page.evaluate(SMALL_TARGETS, TOUCH_PX) == []


def test_the_drawer_opens_and_closes_by_touch(arrive):
    visitor = arrive("Thumb", viewport=PHONE, has_touch=True, is_mobile=True)
    drawer = visitor.page.locator("[data-sidebar]")
    opener = visitor.page.get_by_role("button", name="Open the sidebar")
    expect(drawer).not_to_be_in_viewport()
    opener.tap()
    expect(drawer).to_be_in_viewport(ratio=1)
    visitor.page.get_by_role("button", name="Close the sidebar").tap()
    expect(drawer).not_to_be_in_viewport()
    opener.tap()
    expect(drawer).to_be_in_viewport(ratio=1)
    visitor.page.touchscreen.tap(PHONE["width"] - 10, PHONE["height"] / 2)  # beside it
    expect(drawer).not_to_be_in_viewport()
    expect(visitor.composer).to_be_in_viewport(ratio=1)


def test_a_message_is_written_and_sent_by_touch(arrive, bob):
    visitor = arrive("Thumb", viewport=PHONE, has_touch=True, is_mobile=True)
    visitor.composer.tap()
    visitor.page.keyboard.type("by thumb")
    visitor.send.tap()
    expect(bob.message("by thumb")).to_be_visible()
    expect(visitor.composer).to_be_focused()  # or the keyboard would go away


def test_on_a_desktop_the_sidebar_is_always_there(full_room):
    full_room.page.set_viewport_size(SIZES["a desktop"])
    expect(full_room.page.locator("[data-sidebar]")).to_be_in_viewport(ratio=1)
    expect(full_room.page.get_by_role("button", name="Open the sidebar")).to_be_hidden()


def test_large_type_is_not_cut_off(full_room):
    """Twice the size, as a browser's setting gives it."""
    page = full_room.page
    resize(page, {"width": 720, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 720
    assert page.evaluate(STICKS_OUT) == []
    expect(full_room.send).to_be_in_viewport(ratio=1)
    page.evaluate("document.documentElement.style.fontSize = ''")
