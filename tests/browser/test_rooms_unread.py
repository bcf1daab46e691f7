"""What is new: the counts of a person on two devices, the line and the pill, marking as read."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.rooms import Member, ask, make_room, named, say

LINES = 40  # more than a window shows, less than a page
MANY_LINES = 70  # more than a page


@pytest.fixture
def room(cast):
    """A private room of Alice's, with Bob in it."""
    alice, bob, _ = cast
    return make_room(alice, named("Harbour"), bob)


@pytest.fixture
def devices(cast, at_browser):
    """Bob at two browsers, both in the Lobby."""
    return at_browser(cast[1]), at_browser(cast[1])


def is_unread(member: Member, room: dict, count: int) -> None:
    expect(member.count(room["name"])).to_have_text(str(count))


def is_read(member: Member, room: dict) -> None:
    expect(member.link(room["name"])).not_to_have_class(re.compile("unread"))
    expect(member.count(room["name"])).to_be_hidden()


def test_counts_rise_on_both_devices_and_fall_on_both(cast, devices, room):
    desk, phone = devices
    for number in range(1, 4):
        say(cast[0], room["id"], f"line {number}")
        for device in devices:
            is_unread(device, room, number)
    expect(phone.page).to_have_title("(3) Lobby - Parley")
    desk.enter(room["name"])
    for device in devices:
        is_read(device, room)
    expect(phone.page).to_have_title("Lobby - Parley")
    phone.enter(room["name"])
    expect(phone.message("line 3")).to_be_visible()
    expect(phone.page.get_by_text("New since you were away")).to_have_count(0)


def test_what_one_says_oneself_is_new_on_none_of_ones_devices(cast, devices, room):
    desk, phone = devices
    desk.enter(room["name"])
    desk.say("my own words")
    expect(phone.link(room["name"])).to_be_visible()
    say(cast[0], room["id"], "an answer")
    expect(desk.message("an answer")).to_be_visible()
    is_read(phone, room)
    assert ask(cast[1], "GET", f"/api/rooms/{room['id']}")["me"]["role"] == "member"


def test_what_is_read_on_another_device_while_a_page_opens_is_read_there_too(cast, devices, room):
    """The page has its rooms, and has not heard yet what becomes of them."""
    desk, phone = devices
    held = []
    phone.page.goto("about:blank")
    phone.page.route("**/api/signals", lambda route: held.append(route))
    with phone.page.expect_request("**/api/signals"):
        phone.visit("/")
    expect(phone.link(room["name"])).to_be_visible()
    desk.enter(room["name"])
    with desk.page.expect_response("**/read-mark"):
        say(cast[0], room["id"], "an answer")
    is_unread(phone, room, 1)
    held[0].continue_()
    is_read(phone, room)


def test_escape_marks_the_room_read_from_anywhere_in_it(cast, devices, room):
    desk, phone = devices
    for number in range(LINES):
        say(cast[0], room["id"], f"line {number}")
    is_unread(desk, room, LINES)
    desk.enter(room["name"])
    line = desk.page.get_by_text("New since you were away")
    expect(line).to_be_in_viewport()
    is_unread(phone, room, LINES)
    desk.page.keyboard.press("Escape")
    for device in devices:
        is_read(device, room)
    expect(line).to_have_count(0)


def test_everything_is_marked_read_by_one_button_on_every_device(cast, devices, room):
    alice, bob, _ = cast
    desk, phone = devices
    direct = ask(alice, "POST", "/api/directs", people=[bob.id])
    say(alice, room["id"], f"<@{bob.id}> look")
    say(alice, direct["id"], "psst")
    for device in devices:
        expect(device.mentions(room["name"])).to_have_text("@ 1")
        is_unread(device, {"name": alice.name}, 1)
    desk.page.get_by_role("button", name="Mark everything as read").click()
    for device in devices:
        expect(device.mentions(room["name"])).to_be_hidden()
        is_read(device, {"name": alice.name})
    expect(desk.page.locator("[data-read-all]")).to_be_hidden()
    say(alice, room["id"], "and again")
    is_unread(phone, room, 1)
    phone.page.keyboard.press("Shift+Escape")
    for device in devices:
        is_read(device, room)


def test_what_came_while_away_begins_at_a_line_and_the_pill_leads_to_the_end(cast, devices, room):
    desk, phone = devices
    desk.enter(room["name"])
    say(cast[0], room["id"], "seen")
    expect(desk.message("seen")).to_be_visible()
    is_read(phone, room)
    desk.enter("Lobby")
    for number in range(LINES):
        say(cast[0], room["id"], f"line {number:02}")
    is_unread(desk, room, LINES)
    desk.enter(room["name"])
    line = desk.page.get_by_text("New since you were away")
    expect(line).to_be_in_viewport()
    first = desk.message("line 00")
    assert line.bounding_box()["y"] < first.bounding_box()["y"]
    expect(desk.pill).to_be_visible()
    is_unread(phone, room, LINES)
    desk.pill.click()
    expect(desk.message(f"line {LINES - 1:02}")).to_be_in_viewport()
    expect(desk.pill).to_be_hidden()
    for device in devices:
        is_read(device, room)


def test_of_very_many_the_newest_are_shown_and_a_pill_leads_up_to_the_first(cast, devices, room):
    desk, _ = devices
    for number in range(MANY_LINES):
        say(cast[0], room["id"], f"line {number:02}")
    is_unread(desk, room, MANY_LINES)
    desk.enter(room["name"])
    expect(desk.message(f"line {MANY_LINES - 1:02}")).to_be_in_viewport()
    desk.page.get_by_role("button", name=f"{MANY_LINES} new messages above").click()
    expect(desk.page.get_by_text("New since you were away")).to_be_in_viewport()
    expect(desk.message("line 00")).to_be_in_viewport()
