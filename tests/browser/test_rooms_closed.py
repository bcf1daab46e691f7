"""Where one may not write: the composer says why, keeps what was begun, and comes back."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.browsing import PHONE
from tests.browser.rooms import ask, make_room, named, say


@pytest.fixture
def room(cast):
    """A private room of Alice's, with Bob and Charlie in it."""
    alice, *others = cast
    return make_room(alice, named("Harbour"), *others)


def reason(member) -> Locator:
    return member.page.locator("[data-composer-closed]")


def is_closed(member, why: str) -> None:
    expect(reason(member)).to_contain_text(why)
    expect(member.composer).to_be_hidden()


def test_who_is_muted_reads_on_and_finds_what_was_begun_afterwards(cast, at_browser, room):
    alice, bob, _ = cast
    bobs, phone = at_browser(bob), at_browser(bob, viewport=PHONE)
    path = f"/api/rooms/{room['id']}/members/{bob.id}"
    phone.visit(f"/rooms/{room['id']}")
    bobs.enter(room["name"])
    bobs.composer.fill("what I wanted to say")
    ask(alice, "PATCH", path, muted_minutes=60)
    for member in (bobs, phone):
        is_closed(member, "You cannot write here until")
    say(alice, room["id"], "calm down")
    expect(bobs.message("calm down")).to_be_visible()
    bobs.enter("Lobby")
    expect(bobs.composer).to_be_visible()
    bobs.enter(room["name"])
    is_closed(bobs, "You cannot write here until")
    ask(alice, "PATCH", path, muted_minutes=0)
    expect(bobs.composer).to_be_visible()
    expect(bobs.composer).to_have_value("what I wanted to say")
    bobs.composer.press("Enter")
    expect(bobs.message("what I wanted to say")).to_have_attribute("data-delivery", "sent")


def test_a_time_of_silence_ends_by_itself(cast, at_browser, room):
    alice, bob, _ = cast
    bobs = at_browser(bob)
    bobs.page.clock.install()
    bobs.visit(f"/rooms/{room['id']}")
    expect(bobs.composer).to_be_visible()
    ask(alice, "PATCH", f"/api/rooms/{room['id']}/members/{bob.id}", muted_minutes=60)
    is_closed(bobs, "You cannot write here until")
    bobs.page.clock.fast_forward("01:00:30")
    expect(reason(bobs)).to_be_hidden()
    expect(bobs.composer).to_be_visible()


def test_a_room_is_archived_while_somebody_writes_in_it(cast, at_browser, room):
    alice, bob, _ = cast
    said = say(alice, room["id"], "stays to be read")
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    bobs.composer.fill("half a sen")
    ask(alice, "PATCH", f"/api/rooms/{room['id']}", is_archived=True)
    is_closed(bobs, "This room is archived")
    expect(bobs.page.locator(f'[data-message-id="{said["id"]}"]')).to_be_visible()
    ask(alice, "PATCH", f"/api/rooms/{room['id']}", is_archived=False)
    expect(bobs.composer).to_be_visible()
    expect(bobs.composer).to_have_value("half a sen")
    bobs.composer.fill("")


def test_only_those_write_whom_the_room_lets(cast, at_browser, room):
    alice, bob, _ = cast
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    ask(alice, "PATCH", f"/api/rooms/{room['id']}", posting="moderator")
    is_closed(bobs, "Only owners and moderators write in this room.")
    ask(alice, "PATCH", f"/api/rooms/{room['id']}/members/{bob.id}", role="moderator")
    expect(bobs.composer).to_be_visible()


@pytest.mark.parametrize("end", ["removed", "deleted"])
def test_who_is_writing_as_the_room_goes_is_told_and_led_on(cast, at_browser, room, end):
    alice, bob, _ = cast
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    bobs.composer.press_sequentially("half a sen")
    if end == "removed":
        path, body = f"/api/rooms/{room['id']}/members/{bob.id}", {}
    else:
        path, body = f"/api/rooms/{room['id']}", {"name": room["name"]}
    assert alice.ask("DELETE", path, json=body).status_code == 204
    expect(bobs.page.get_by_text("You are no longer in this room")).to_be_visible()
    expect(bobs.composer).to_be_hidden()
    expect(bobs.page.get_by_text(room["name"]).filter(visible=True)).to_have_count(0)
    bobs.page.get_by_role("button", name="Back to the rooms").click()
    expect(bobs.heading).to_have_text("Lobby")
    expect(bobs.composer).to_have_value("")
    bobs.page.go_back()
    expect(bobs.page.get_by_text(re.compile("no longer in this room|no such room"))).to_be_visible()
