"""Making rooms, finding them, beginning conversations: the dialogs, as people use them."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.browsing import PHONE
from tests.browser.rooms import a_member, ask, make_room, named, say


@pytest.fixture
def alice(cast, at_browser):
    """Alice at her browser; Bob and Charlie are there without one."""
    return at_browser(cast[0])


def opener(member, name: str):
    return member.page.locator(f"[data-opens={name}]:visible")


def dialog(member, name: str):
    return member.page.get_by_role("dialog", name=name)


def test_a_room_is_made_with_people_in_it_and_opened(alice, cast):
    bob, name = cast[1], named("Cycling")
    opener(alice, "new-room").click()
    form = dialog(alice, "New room")
    expect(form.get_by_label("Name")).to_be_focused()
    form.get_by_label("Name").fill(name)
    form.get_by_label("Private").check()
    form.get_by_label("Topic").fill("Sundays at nine")
    form.get_by_role("button", name="🌱").click()
    form.get_by_role("combobox").fill(bob.name)
    expect(form.get_by_role("option")).to_have_count(1)
    form.get_by_role("combobox").press("Enter")
    form.get_by_role("button", name="Create the room").click()
    expect(alice.heading).to_have_text(name)
    expect(alice.composer).to_be_focused()
    (room,) = [each for each in bob.get("/api/rooms").json()["rooms"] if each["name"] == name]
    made = {key: room[key] for key in ("kind", "topic", "icon", "member_count")}
    assert made == {"kind": "private", "topic": "Sundays at nine", "icon": "🌱", "member_count": 2}


def test_a_name_that_is_taken_is_refused_beside_it_and_nothing_is_lost(alice, cast):
    taken = make_room(cast[1], named("Chess"), kind="public")["name"]
    opener(alice, "new-room").click()
    form = dialog(alice, "New room")
    form.get_by_label("Name").fill(taken)
    form.get_by_label("Topic").fill("For beginners")
    form.get_by_label("Topic").press("Enter")
    expect(form.locator("[data-field=name] [data-field-error]")).to_contain_text("Another public")
    expect(form.get_by_label("Name")).to_be_focused()
    expect(form.get_by_label("Topic")).to_have_value("For beginners")
    alice.page.keyboard.press("Escape")
    expect(form).not_to_be_visible()
    expect(opener(alice, "new-room")).to_be_focused()


def test_a_public_room_is_found_joined_in_place_and_opened(alice, cast):
    room = make_room(cast[1], named("Gardening"), kind="public")
    secret = make_room(cast[1], f"{room['name']} in secret")
    opener(alice, "browse").click()
    found = dialog(alice, "Browse rooms")
    found.get_by_role("searchbox").fill(room["name"].lower())
    expect(found.get_by_text("1 room found")).to_be_attached()
    expect(found.get_by_text(secret["name"])).to_have_count(0)
    found.get_by_role("button", name=f"Join: {room['name']}").click()
    enter = found.get_by_role("button", name=f"Open: {room['name']}")
    expect(enter).to_be_focused()
    expect(found.get_by_text("2 people")).to_be_visible()
    expect(alice.link(room["name"])).to_be_visible()
    enter.press("Enter")
    expect(alice.heading).to_have_text(room["name"])


def test_a_search_that_finds_no_room_leads_to_making_one(alice):
    opener(alice, "browse").click()
    found = dialog(alice, "Browse rooms")
    found.get_by_role("searchbox").fill("nothing is called like this")
    expect(found.get_by_text("There is no such room to find.")).to_be_visible()
    found.get_by_role("button", name="New room").click()
    expect(dialog(alice, "New room")).to_be_visible()


def test_a_conversation_is_begun_by_keyboard_alone_and_is_the_same_the_next_time(alice, cast):
    _, bob, charlie = cast
    group = ask(alice.person, "POST", "/api/directs", people=[bob.id, charlie.id])
    say(bob, group["id"], "the three of us")
    opener(alice, "new-conversation").focus()
    alice.page.keyboard.press("Enter")
    form = dialog(alice, "New conversation")
    for person in (charlie, bob):
        alice.page.keyboard.type(person.name)
        alice.page.keyboard.press("Enter")  # before the list has followed
        expect(form.get_by_role("button", name=f"Take {person.name} out again")).to_be_visible()
    expect(form.get_by_role("button", name="Write to 2 people")).to_be_visible()
    alice.page.keyboard.press("Enter")
    expect(alice.page).to_have_url(re.compile(rf"/rooms/{group['id']}\b"))
    expect(alice.message("the three of us")).to_be_visible()


def test_a_person_is_taken_out_again_before_the_conversation_begins(alice, cast):
    _, bob, charlie = cast
    opener(alice, "new-conversation").click()
    form = dialog(alice, "New conversation")
    for person in (bob, charlie):
        form.get_by_role("combobox").fill(person.name)
        form.get_by_role("option", name=person.name).click()
    form.get_by_role("button", name=f"Take {bob.name} out again").click()
    form.get_by_role("button", name=f"Write to {charlie.name}").click()
    expect(alice.heading).to_have_text(charlie.name)


def test_the_switcher_finds_people_and_begins_the_conversation(alice, chat):
    dora = a_member(chat, "Dora")
    alice.page.keyboard.press("Control+k")
    switcher = dialog(alice, "Jump to a room or a person")
    alice.page.keyboard.type(dora.name)
    expect(switcher.get_by_role("option", name=dora.name)).to_be_visible()
    alice.page.keyboard.press("Enter")
    expect(alice.heading).to_have_text(dora.name)
    expect(alice.composer).to_be_focused()


def test_the_switcher_begins_with_the_room_of_a_moment_ago(alice, cast):
    rooms = [make_room(alice.person, named(stem)) for stem in ("First", "Second")]
    for room in rooms:
        alice.enter(room["name"])
        expect(alice.page.get_by_text(f"beginning of {room['name']}")).to_be_visible()
    alice.page.keyboard.press("Control+k")
    first = dialog(alice, "Jump to a room or a person").get_by_role("option").first
    expect(first).to_contain_text(rooms[0]["name"])
    alice.page.keyboard.press("Enter")
    expect(alice.heading).to_have_text(rooms[0]["name"])


def test_on_a_phone_a_dialog_takes_the_place_of_the_drawer(cast, at_browser):
    alice = at_browser(cast[0], viewport=PHONE, is_mobile=True, has_touch=True)
    alice.page.get_by_role("button", name="Open the sidebar").tap()
    opener(alice, "browse").tap()
    found = dialog(alice, "Browse rooms")
    expect(found).to_be_visible()
    assert found.bounding_box() == {"x": 0, "y": 0, **PHONE}
    found.get_by_role("button", name="Close").tap()
    expect(alice.page.get_by_role("button", name="Open the sidebar")).to_be_focused()
    expect(alice.page.locator("[data-sidebar]")).not_to_be_in_viewport()


def test_guests_find_rooms_that_are_open_to_them_and_are_offered_no_others(arrive):
    guest = arrive("Greta")
    guest.page.keyboard.press("Control+k")
    expect(guest.page.get_by_role("dialog")).to_be_visible()
    guest.page.keyboard.press("Escape")
    for name in ("new-room", "new-conversation"):
        expect(opener(guest, name)).to_have_count(0)
    opener(guest, "browse").click()
    expect(guest.page.locator("[data-found-room]").filter(has_text="Lobby")).to_be_visible()
