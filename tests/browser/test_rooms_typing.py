"""Who is typing: seen by the others in the room, and no longer than it is true."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.rooms import make_room, named


@pytest.fixture
def room(cast):
    """A private room of Alice's, with Bob and Charlie in it."""
    alice, *others = cast
    return make_room(alice, named("Harbour"), *others)


@pytest.fixture
def both(cast, at_browser, room):
    """Alice and Bob in the room, each at a browser."""
    members = [at_browser(person) for person in cast[:2]]
    for member in members:
        member.enter(room["name"])
    return members


def line(member) -> Locator:
    return member.page.locator("[data-typing]")


def test_the_others_see_who_is_typing_until_it_is_said(both, cast):
    alices, bobs = both
    bobs.composer.press_sequentially("a long st")
    expect(line(alices)).to_have_text(f"{cast[1].name} is typing…")
    expect(line(bobs)).to_be_empty()
    bobs.composer.press_sequentially("ory")
    bobs.composer.press("Enter")
    expect(alices.message("a long story")).to_be_visible()
    # Before the server's word could have faded by itself.
    expect(line(alices)).to_be_empty(timeout=1_000)


def test_who_takes_it_back_types_no_longer(both):
    alices, bobs = both
    bobs.composer.press_sequentially("hm")
    expect(line(alices)).not_to_be_empty()
    bobs.composer.fill("")
    expect(line(alices)).to_be_empty()


def test_who_stops_in_the_middle_fades_and_so_does_who_vanishes(both):
    alices, bobs = both
    bobs.composer.press_sequentially("hm")
    expect(line(alices)).not_to_be_empty()
    bobs.context.set_offline(True)  # nobody tells that it is over
    expect(line(alices)).to_be_empty()
    bobs.context.set_offline(False)
    bobs.composer.press_sequentially("m")
    expect(line(alices)).not_to_be_empty()
    expect(line(alices)).to_be_empty()
    expect(bobs.composer).to_have_value("hmm")


def test_several_are_named_and_none_of_another_room(both, cast, at_browser, room):
    alices, bobs = both
    alice, bob, charlie = cast
    other = make_room(alice, named("Quay"), bob, charlie)
    charlies = at_browser(charlie)
    charlies.enter(room["name"])
    for member in (bobs, charlies):
        member.composer.press_sequentially("me")
    expect(line(alices)).to_contain_text(" and ")
    alices.enter(other["name"])
    expect(line(alices)).to_be_empty()
    charlies.composer.press_sequentially(" too")
    expect(line(bobs)).to_have_text(f"{charlie.name} is typing…")
    expect(line(alices)).to_be_empty()
    bobs.composer.fill("")


def test_who_left_the_room_sees_nobody_in_it(both, cast, room):
    alices, bobs = both
    bobs.composer.press_sequentially("hm")
    expect(line(alices)).not_to_be_empty()
    path = f"/api/rooms/{room['id']}/members/{cast[1].id}"
    assert cast[0].ask("DELETE", path, json={}).status_code == 204
    expect(bobs.page.get_by_text("You are no longer in this room")).to_be_visible()
    expect(line(alices)).to_be_empty()
    alices.composer.press_sequentially("is he gone?")
    with alices.page.expect_response(lambda answer: "signal" in answer.url):
        pass
    expect(line(bobs)).to_be_empty()
