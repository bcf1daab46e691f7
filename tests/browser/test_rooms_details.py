"""The details of a room and the cards of people: what one does there, and what others see of it."""

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.looks import resize
from tests.browser.rooms import ask, make_room, named, say
from tests.stack.people import eventually


@pytest.fixture
def room(cast):
    """A private room of Alice's, with Bob in it."""
    alice, bob, _ = cast
    return make_room(alice, named("Workshop"), bob)


@pytest.fixture
def alice(cast, at_browser, room):
    """Alice in her room, its details open."""
    member = at_browser(cast[0])
    member.enter(room["name"])
    member.page.get_by_role("button", name="About this room", exact=True).click()
    expect(details(member)).to_be_visible()
    return member


def details(member) -> Locator:
    return member.page.get_by_role("complementary", name="About this room")


def card(member) -> Locator:
    return member.page.locator("[data-person-card]")


def row(member, person) -> Locator:
    return details(member).get_by_role("button", name=re.compile(re.escape(person.name)))


def yes(member) -> None:
    member.page.locator("[data-confirm-yes]").click()


def test_who_is_there_is_shown_and_kept_up_to_date(alice, cast, room):
    _, bob, charlie = cast
    expect(row(alice, bob)).to_be_visible()
    details(alice).get_by_role("button", name="Add people").click()
    form = alice.page.get_by_role("dialog", name=f"Add people to {room['name']}")
    form.get_by_role("combobox").fill(charlie.name)
    expect(form.get_by_role("option")).to_have_count(1)
    form.get_by_role("option").click()
    form.get_by_role("button", name="Add people").click()
    expect(row(alice, charlie)).to_be_visible()
    assert bob.ask("DELETE", f"/api/rooms/{room['id']}/membership", json={}).status_code == 204
    expect(row(alice, bob)).to_have_count(0)


def test_somebody_is_muted_and_may_write_again(alice, cast, at_browser, room):
    bob = cast[1]
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    row(alice, bob).click()
    card(alice).get_by_role("button", name="1 hour").click()
    expect(card(alice).get_by_role("button", name="Unmute")).to_be_focused()
    expect(bobs.page.get_by_text(re.compile("You cannot write here until"))).to_be_visible()
    card(alice).get_by_role("button", name="Unmute").click()
    expect(bobs.composer).to_be_visible()


def test_somebody_becomes_a_moderator_and_is_taken_out(alice, cast, at_browser, room):
    bob = cast[1]
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    row(alice, bob).click()
    card(alice).get_by_label("Role in this room").select_option("Moderator")
    expect(row(alice, bob)).to_contain_text("Moderator")
    card(alice).get_by_role("button", name="Remove from the room").click()
    yes(alice)
    expect(card(alice)).not_to_be_visible()
    expect(row(alice, bob)).to_have_count(0)
    expect(bobs.page.get_by_text("You are no longer in this room")).to_be_visible()


def test_the_last_owner_may_not_step_down_and_is_told_why(alice, cast):
    row(alice, cast[0]).click()
    card(alice).get_by_label("Role in this room").select_option("Member")
    expect(card(alice).get_by_text("Make somebody else an owner of it first.")).to_be_visible()
    expect(card(alice).get_by_label("Role in this room")).to_have_value("owner")


def test_a_room_is_edited_and_everybody_sees_it(alice, cast, at_browser, room):
    bobs = at_browser(cast[1])
    details(alice).get_by_role("button", name="Edit").click()
    form = alice.page.get_by_role("dialog", name="Edit the room")
    form.get_by_label("Name").fill(f"{room['name']} two")
    form.get_by_label("Emoji").first.fill("🧪")
    form.get_by_role("button", name="Save").click()
    expect(form).not_to_be_visible()
    expect(alice.heading).to_have_text(f"{room['name']} two")
    expect(bobs.link(f"{room['name']} two")).to_contain_text("🧪")


def test_a_quiet_room_shows_no_counts_and_a_favourite_stands_first(alice, cast, room):
    details(alice).get_by_label("Tell me about").select_option("Nothing")
    details(alice).get_by_role("button", name="Favourite").click()
    favourites = alice.page.locator("[data-section=favourites]")
    expect(favourites.get_by_role("link", name=room["name"])).to_be_visible()
    alice.enter("Lobby")
    say(cast[1], room["id"], "psst")
    alice.reload()
    expect(alice.link(room["name"])).to_be_visible()
    expect(alice.count(room["name"])).not_to_be_visible()


def test_a_room_is_archived_and_restored(alice, cast, at_browser, room):
    bobs = at_browser(cast[1])
    bobs.enter(room["name"])
    details(alice).get_by_role("button", name="Archive").click()
    yes(alice)
    expect(details(alice).get_by_role("button", name="Restore")).to_be_focused()
    expect(bobs.page.locator("[data-composer-closed]")).to_contain_text("is archived")
    details(alice).get_by_role("button", name="Restore").click()
    expect(bobs.composer).to_be_visible()


def test_a_room_is_deleted_only_by_its_name(alice, cast, at_browser, room):
    bobs = at_browser(cast[1])
    bobs.enter(room["name"])
    details(alice).get_by_role("button", name="Delete").click()
    form = alice.page.get_by_role("dialog", name=f"Delete {room['name']}?")
    field = form.get_by_role("textbox")
    field.fill("something else")
    field.press("Enter")
    expect(form.get_by_text("That is not the name of the room.")).to_be_visible()
    field.fill(room["name"])
    field.press("Enter")
    expect(alice.heading).to_have_text("Lobby")
    expect(alice.link(room["name"])).to_have_count(0)
    expect(bobs.page.get_by_text("You are no longer in this room")).to_be_visible()


def test_a_room_is_left_and_the_reader_is_taken_elsewhere(cast, at_browser, room):
    bob = at_browser(cast[1])
    bob.enter(room["name"])
    bob.page.get_by_role("button", name="About this room", exact=True).click()
    expect(details(bob).get_by_role("button", name="Delete")).to_have_count(0)
    details(bob).get_by_role("button", name="Leave the room").click()
    yes(bob)
    expect(bob.heading).to_have_text("Lobby")
    expect(bob.link(room["name"])).to_have_count(0)


def test_nothing_of_a_lost_room_stays_in_the_page(cast, at_browser, room):
    alice, bob, charlie = cast
    ask(alice, "PATCH", f"/api/rooms/{room['id']}", topic=named("Planks"), icon="🪵")
    ask(alice, "POST", f"/api/rooms/{room['id']}/members", people=[charlie.id])
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    about = bobs.page.get_by_role("button", name="About this room", exact=True)
    about.click()
    expect(row(bobs, charlie)).to_be_visible()
    bobs.page.keyboard.press("Escape")
    words = (room["name"], "Planks", "🪵", charlie.name)
    assert all(word in bobs.page.content() for word in words)
    ask(alice, "DELETE", f"/api/rooms/{room['id']}/members/{bob.id}")
    expect(bobs.page.get_by_text("You are no longer in this room")).to_be_visible()
    eventually(lambda: [word for word in words if word in bobs.page.content()] == [])


def test_a_name_beside_a_message_leads_to_a_card_and_a_conversation(alice, cast, room):
    bob = cast[1]
    say(bob, room["id"], "who am I?")
    alice.message("who am I?").locator("[data-author]").click()
    expect(card(alice).get_by_role("heading", name=bob.name)).to_be_visible()
    expect(card(alice).get_by_text(f"@{bob.username}")).to_be_visible()
    expect(card(alice).get_by_label("Role in this room")).to_have_value("member")
    card(alice).get_by_role("button", name="Message").click()
    expect(alice.heading).to_have_text(bob.name)
    alice.page.get_by_role("button", name=f"Who {bob.name} is").click()
    expect(card(alice).get_by_role("heading", name=bob.name)).to_be_visible()


def test_faces_in_the_head_lead_to_the_details_and_escape_back(cast, at_browser, room):
    bob = at_browser(cast[1])
    bob.enter(room["name"])
    faces = bob.page.get_by_role("button", name="2 people here: about this room")
    expect(faces.locator(".avatar")).to_have_count(2)
    faces.click()
    expect(details(bob)).to_be_visible()
    bob.page.keyboard.press("Escape")
    expect(details(bob)).to_have_count(0)
    expect(faces).to_be_focused()


def test_on_a_phone_the_details_are_a_sheet_above_the_conversation(cast, at_browser, room):
    alice = at_browser(cast[0], viewport=PHONE, is_mobile=True, has_touch=True)
    alice.visit(f"/rooms/{room['id']}")
    expect(alice.heading).to_have_text(room["name"])
    alice.page.get_by_role("button", name="About this room", exact=True).tap()
    expect(details(alice)).to_be_visible()
    assert round(details(alice).bounding_box()["width"]) == PHONE["width"]
    expect(alice.page.locator("[data-main]")).to_have_attribute("inert", "")
    details(alice).get_by_role("button", name="Close the details").tap()
    expect(alice.page.get_by_role("button", name="About this room", exact=True)).to_be_focused()


def test_in_a_window_made_narrow_what_is_behind_and_what_is_closed_stay_out_of_reach(alice):
    reach = {part: alice.page.locator(f"[data-{part}]") for part in ("main", "sidebar")}
    for width in (1000, PHONE["width"]):
        resize(alice.page, {"width": width, "height": 740})
        for part in reach.values():
            expect(part).to_have_attribute("inert", "")
    details(alice).get_by_role("button", name="Close the details").click()
    expect(reach["main"]).not_to_have_attribute("inert", "")
    expect(reach["sidebar"]).to_have_attribute("inert", "")  # the closed drawer
    resize(alice.page, DESKTOP)
    for part in reach.values():
        expect(part).not_to_have_attribute("inert", "")


def test_a_public_room_shows_who_is_there_to_each_who_joins(cast, at_browser):
    alice, bob, _ = cast
    open_room = make_room(alice, named("Open house"), kind="public")
    ask(bob, "PUT", f"/api/rooms/{open_room['id']}/membership")
    bobs = at_browser(bob)
    bobs.enter(open_room["name"])
    bobs.page.get_by_role("button", name="About this room", exact=True).click()
    expect(row(bobs, alice)).to_contain_text("Owner")
    expect(details(bobs).get_by_role("button", name="Edit")).to_have_count(0)
