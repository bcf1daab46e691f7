"""Addresses of rooms and messages: back and forward, reloads, links into the past and to nowhere."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.rooms import ask, make_room, named, say

LINES = 130  # more than two pages


@pytest.fixture
def rooms(cast):
    """Two private rooms of Alice's, with Bob in them."""
    alice, bob, _ = cast
    return [make_room(alice, named(stem), bob) for stem in ("Harbour", "Quay")]


def at(room: dict) -> re.Pattern:
    return re.compile(rf"/rooms/{room['id']}\b")


def test_back_and_forward_lead_through_the_rooms_of_before(cast, at_browser, rooms):
    harbour, quay = rooms
    say(cast[0], harbour["id"], "in the harbour")
    say(cast[0], quay["id"], "on the quay")
    bobs = at_browser(cast[1])
    bobs.enter(harbour["name"])
    bobs.enter(quay["name"])
    bobs.composer.fill("half a sen")
    bobs.page.go_back()
    expect(bobs.heading).to_have_text(harbour["name"])
    expect(bobs.message("in the harbour")).to_be_visible()
    expect(bobs.composer).to_have_value("")
    expect(bobs.link(harbour["name"])).to_have_attribute("aria-current", "page")
    bobs.page.go_back()
    expect(bobs.heading).to_have_text("Lobby")
    bobs.page.go_forward()
    bobs.page.go_forward()
    expect(bobs.heading).to_have_text(quay["name"])
    expect(bobs.page).to_have_url(at(quay))
    expect(bobs.message("on the quay")).to_be_visible()
    expect(bobs.composer).to_have_value("half a sen")
    bobs.composer.fill("")


def test_a_reload_stays_in_the_room_and_so_does_the_chat_opened_anew(cast, at_browser, rooms):
    harbour, _ = rooms
    say(cast[0], harbour["id"], "still here")
    bobs = at_browser(cast[1])
    bobs.enter(harbour["name"])
    bobs.page.reload()
    expect(bobs.heading).to_have_text(harbour["name"])
    expect(bobs.message("still here")).to_be_visible()
    bobs.visit("/")
    expect(bobs.heading).to_have_text(harbour["name"])


def test_a_link_leads_into_the_middle_of_the_past_and_marks_the_message(cast, at_browser, rooms):
    alice, bob, _ = cast
    harbour, _ = rooms
    said = [say(alice, harbour["id"], f"line {number:03}") for number in range(LINES)]
    goal = said[LINES // 4]
    bobs = at_browser(bob)
    bobs.visit(f"/rooms/{harbour['id']}/messages/{goal['id']}")
    row = bobs.page.locator(f'[data-message-id="{goal["id"]}"]')
    expect(row).to_be_in_viewport(ratio=1)
    expect(row).to_have_attribute("data-linked", "")
    view, box = bobs.scroller.bounding_box(), row.bounding_box()
    middle = (box["y"] + box["height"] / 2 - view["y"]) / view["height"]
    assert 0.2 < middle < 0.8
    expect(bobs.message(f"line {LINES - 1:03}")).not_to_be_in_viewport()
    bobs.pill.click()
    expect(bobs.message(f"line {LINES - 1:03}")).to_be_in_viewport()
    assert bobs.bodies() == sorted(set(bobs.bodies()))


def test_a_link_in_a_message_leads_to_another_room_without_a_reload(cast, at_browser, rooms):
    alice, bob, _ = cast
    harbour, quay = rooms
    goal = say(alice, harbour["id"], "the very place")
    bobs = at_browser(bob)
    link = f"{bobs.url}/rooms/{harbour['id']}/messages/{goal['id']}"
    say(alice, quay["id"], link)
    bobs.enter(quay["name"])
    bobs.page.evaluate("window.isTheSamePage = true")
    bobs.page.get_by_role("link", name=link).click()
    expect(bobs.heading).to_have_text(harbour["name"])
    expect(bobs.message("the very place")).to_be_in_viewport()
    assert bobs.page.evaluate("window.isTheSamePage")


def test_a_room_that_one_may_not_see_looks_like_none_and_offers_a_way_back(cast, at_browser):
    alice, _, charlie = cast
    secret = make_room(alice, named("Vault"))
    said = say(alice, secret["id"], "the secret")
    charlies = at_browser(charlie)
    shown = []
    for path in (
        f"/rooms/{secret['id']}",
        f"/rooms/{secret['id']}-vault",
        f"/rooms/{secret['id']}/messages/{said['id']}",
        "/rooms/999999",
    ):
        charlies.visit(path)
        expect(charlies.page.get_by_text("There is no such room here")).to_be_visible()
        expect(charlies.composer).to_be_hidden()
        assert secret["name"] not in charlies.page.title()
        shown.append(charlies.page.locator("main").inner_text())
    assert len(set(shown)) == 1
    assert "secret" not in shown[0]
    charlies.page.get_by_role("button", name="Back to the rooms").click()
    expect(charlies.heading).to_have_text("Lobby")


def test_a_message_that_is_not_there_leads_to_its_room_and_says_so(cast, at_browser, rooms):
    harbour, _ = rooms
    bobs = at_browser(cast[1])
    bobs.visit(f"/rooms/{harbour['id']}/messages/99999999")
    expect(bobs.page.get_by_text("The message of this link is not here any more.")).to_be_visible()
    expect(bobs.heading).to_have_text(harbour["name"])
    ask(cast[0], "PATCH", f"/api/rooms/{harbour['id']}", is_archived=True)
    expect(bobs.page.locator("[data-composer-closed]")).to_contain_text("is archived")
