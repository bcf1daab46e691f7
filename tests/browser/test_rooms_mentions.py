"""Names in messages: completed by keyboard and by touch, shown to whom they mean, and counted."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.browsing import PHONE
from tests.browser.rooms import ask, make_room, named, say
from tests.stack.people import eventually

NAME = ".message .mention"
FINGER = {"viewport": PHONE, "has_touch": True, "is_mobile": True}


@pytest.fixture
def room(cast):
    """A private room of Alice's, with Bob and Charlie in it."""
    alice, *others = cast
    return make_room(alice, named("Harbour"), *others)


def names(member) -> Locator:
    """The list of names above the composer."""
    return member.page.get_by_role("listbox", name="People to mention")


def option(member, name: str) -> Locator:
    return names(member).get_by_role("option").filter(has_text=name)


def newest(person, room: dict) -> dict:
    """What was said last."""
    return person.get(f"/api/messages?room_id={room['id']}").json()["messages"][-1]


def test_a_name_is_completed_by_keyboard_and_means_its_bearer(cast, at_browser, room):
    alice, bob, charlie = cast
    alices = at_browser(alice)
    alices.enter(room["name"])
    alices.composer.press_sequentially("Ask @cha")
    expect(option(alices, charlie.name)).to_have_attribute("aria-selected", "true")
    expect(option(alices, bob.name)).to_have_count(0)
    alices.composer.press("Enter")
    expect(alices.composer).to_have_value(f"Ask @{charlie.name} ")
    expect(names(alices)).to_be_hidden()
    alices.composer.press_sequentially("first.")
    alices.composer.press("Enter")
    said = alices.message(f"Ask @{charlie.name} first.")
    expect(said).to_have_attribute("data-delivery", "sent")
    assert newest(bob, room)["content"] == f"Ask <@{charlie.id}> first."


def test_arrows_go_through_the_names_and_escape_leaves_the_words_alone(cast, at_browser, room):
    alice, bob, charlie = cast
    alices = at_browser(alice)
    alices.enter(room["name"])
    alices.composer.press_sequentially("@")
    everybody = option(alices, "Everybody in this room")
    for each in (option(alices, bob.name), option(alices, charlie.name), everybody):
        expect(each).to_be_visible()
    before = alices.composer.get_attribute("aria-activedescendant")
    alices.composer.press("ArrowDown")
    expect(alices.composer).not_to_have_attribute("aria-activedescendant", before)
    alices.composer.press("Escape")
    expect(names(alices)).to_be_hidden()
    expect(alices.composer).to_have_value("@")
    expect(alices.composer).to_be_focused()


def test_a_name_is_completed_by_a_finger_and_the_keyboard_stays(cast, at_browser, room):
    alice, bob, _ = cast
    phone = at_browser(alice, **FINGER)
    phone.visit(f"/rooms/{room['id']}")
    expect(phone.heading).to_have_text(room["name"])
    phone.composer.tap()
    phone.composer.press_sequentially("@bob")
    expect(option(phone, bob.name)).to_be_in_viewport()
    option(phone, bob.name).tap()
    expect(phone.composer).to_have_value(f"@{bob.name} ")
    expect(phone.composer).to_be_focused()
    phone.send.tap()
    expect(phone.page.locator(NAME)).to_have_text(f"@{bob.name}")


def test_a_name_that_is_pressed_while_others_are_found_is_taken(cast, at_browser, room):
    alice, bob, _ = cast
    alices = at_browser(alice)
    alices.enter(room["name"])
    asked = []
    alices.page.route("**/members?*", lambda route: asked.append(route))
    alices.composer.press_sequentially("@")
    everybody = option(alices, "Everybody in this room")
    eventually(lambda: asked or alices.page.wait_for_timeout(20))
    box = everybody.bounding_box()
    alices.page.mouse.move(box["x"] + 20, box["y"] + box["height"] / 2)
    alices.page.mouse.down()
    asked[0].continue_()
    expect(option(alices, bob.name)).to_be_visible()
    alices.page.mouse.up()
    expect(alices.composer).to_have_value("@room ")


def test_everybody_is_called_by_who_may_and_by_nobody_else(cast, at_browser):
    alice, bob, charlie = cast
    square = make_room(alice, named("Square"), bob, charlie, kind="public")
    alices, bobs, charlies = (at_browser(person) for person in cast)
    bobs.enter(square["name"])
    with bobs.page.expect_response("**/members?search=roo*") as asked:
        bobs.composer.fill("@roo")  # at once: of what is typed slowly "@r" finds nobody already
    assert asked.value.json()["members"] == []
    expect(names(bobs)).to_be_hidden()
    bobs.composer.press_sequentially("m by Bob")
    bobs.composer.press("Enter")
    expect(bobs.message("@room by Bob")).to_have_attribute("data-delivery", "sent")
    expect(charlies.count(square["name"])).to_have_text("1")
    expect(charlies.mentions(square["name"])).to_be_hidden()
    alices.enter(square["name"])
    alices.composer.press_sequentially("@ro")
    option(alices, "Everybody in this room").click()
    alices.composer.press_sequentially("by Alice")
    alices.composer.press("Enter")
    expect(charlies.mentions(square["name"])).to_have_text("@ 1")


def test_who_is_meant_is_shown_it_and_counts_it_and_nobody_else_does(cast, at_browser, room):
    alice, bob, charlie = cast
    bobs, charlies = at_browser(bob), at_browser(charlie)
    say(alice, room["id"], f"<@{bob.id}> your turn")
    expect(bobs.mentions(room["name"])).to_have_text("@ 1")
    expect(bobs.page).to_have_title(re.compile(r"^\(@1\)"))
    expect(charlies.count(room["name"])).to_have_text("1")
    expect(charlies.mentions(room["name"])).to_be_hidden()
    for member in (bobs, charlies):
        member.enter(room["name"])
        expect(member.page.locator(NAME)).to_have_text(f"@{bob.name}")
    expect(bobs.page.locator(NAME)).to_have_class(re.compile("mention--me"))
    expect(charlies.page.locator(NAME)).not_to_have_class(re.compile("mention--me"))
    expect(bobs.mentions(room["name"])).to_be_hidden()


def test_a_new_name_shows_in_what_was_said_before(cast, at_browser, room):
    alice, bob, _ = cast
    say(alice, room["id"], f"<@{bob.id}> your turn")
    alices = at_browser(alice)
    alices.enter(room["name"])
    name = alices.page.locator(NAME)
    expect(name).to_have_text(f"@{bob.name}")
    new = named("Robert")
    ask(bob, "PATCH", "/api/session", name=new)
    expect(name).to_have_text(f"@{new}")
    alices.page.reload()
    expect(name).to_have_text(f"@{new}")
