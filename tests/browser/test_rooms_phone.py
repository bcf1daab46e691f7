"""Rooms on a phone, 360 pixels wide: one thing at a time, all of it within a thumb's reach."""

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import PHONE
from tests.browser.looks import STICKS_OUT
from tests.browser.rooms import Member, ask, make_room, named, say

LONG = "Wöchentliche Besprechung aller Beteiligten"[:34]


@pytest.fixture
def room(cast):
    """A private room of Alice's by a long name, with Bob and Charlie in it."""
    alice, *others = cast
    return make_room(alice, named(LONG), *others)


@pytest.fixture
def phone(cast, at_browser, room):
    """Bob at a phone, in the Lobby; rooms have come before."""
    return at_browser(cast[1], viewport=PHONE, has_touch=True, is_mobile=True)


def open_drawer(phone: Member) -> None:
    phone.page.get_by_role("button", name="Open the sidebar").tap()
    expect(phone.page.locator("[data-sidebar]")).to_be_in_viewport()


def go_to(phone: Member, name: str) -> None:
    """By the drawer, which closes by itself."""
    open_drawer(phone)
    phone.link(name).tap()
    phone.is_in(name)
    expect(phone.page.locator("[data-sidebar]")).not_to_be_in_viewport()


def fits(phone: Member) -> None:
    assert phone.page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert phone.page.evaluate(STICKS_OUT) == []
    expect(phone.composer).to_be_in_viewport(ratio=1)


def test_three_talk_and_what_is_new_is_seen_in_the_drawer(cast, at_browser, phone, room):
    alice, bob, charlie = cast
    say(alice, room["id"], f"<@{bob.id}> are you coming?")
    open_drawer(phone)
    expect(phone.mentions(room["name"])).to_have_text("@ 1")
    expect(phone.mentions(room["name"])).to_be_in_viewport(ratio=1)
    phone.link(room["name"]).tap()
    expect(phone.heading).to_have_text(room["name"])
    fits(phone)
    charlies = at_browser(charlie)
    charlies.enter(room["name"])
    charlies.say("so am I")
    expect(phone.message("so am I")).to_be_in_viewport(ratio=1)
    phone.composer.tap()
    phone.composer.fill("on my way " * 12)
    phone.send.tap()
    expect(charlies.messages.last).to_contain_text("on my way")
    fits(phone)
    open_drawer(phone)
    expect(phone.mentions(room["name"])).to_be_hidden()


def test_a_conversation_of_three_is_found_by_the_switcher(cast, phone, room):
    alice, _, charlie = cast
    direct = ask(phone.person, "POST", "/api/directs", people=[alice.id, charlie.id])
    say(alice, direct["id"], "the three of us")
    open_drawer(phone)
    phone.page.get_by_role("button", name="Jump to…").tap()
    phone.page.keyboard.type(room["name"].split()[-1])
    phone.page.get_by_role("option", name=room["name"]).tap()
    expect(phone.heading).to_have_text(room["name"])
    expect(phone.page.locator("[data-sidebar]")).not_to_be_in_viewport()
    phone.page.go_back()
    expect(phone.heading).to_have_text("Lobby")
    open_drawer(phone)
    phone.link(charlie.name).tap()
    expect(phone.message("the three of us")).to_be_visible()
    fits(phone)


def test_who_is_taken_out_while_reading_is_told_and_finds_the_way_back(cast, phone, room):
    alice, bob, _ = cast
    go_to(phone, room["name"])
    path = f"/api/rooms/{room['id']}/members/{bob.id}"
    assert alice.ask("DELETE", path, json={}).status_code == 204
    expect(phone.page.get_by_text("You are no longer in this room")).to_be_visible()
    assert phone.page.evaluate(STICKS_OUT) == []
    phone.page.get_by_role("button", name="Back to the rooms").tap()
    expect(phone.heading).to_have_text("Lobby")
    fits(phone)


def test_each_room_keeps_its_draft_and_a_link_opens_at_its_message(cast, phone, room):
    alice = cast[0]
    said = [say(alice, room["id"], f"line {number:02}") for number in range(60)]
    phone.composer.fill("for everybody")
    phone.visit(f"/rooms/{room['id']}/messages/{said[5]['id']}")
    expect(phone.message("line 05")).to_be_in_viewport(ratio=1)
    expect(phone.composer).to_have_value("")
    phone.composer.fill("for these")
    go_to(phone, "Lobby")
    expect(phone.composer).to_have_value("for everybody")
    phone.composer.fill("")
    phone.page.reload()
    go_to(phone, room["name"])
    expect(phone.composer).to_have_value("for these")
    fits(phone)
