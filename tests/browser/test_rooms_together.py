"""Alice, Bob and Charlie in rooms: what each sees, on every device, and what they see no more."""

import re

from playwright.sync_api import expect

from tests.browser.accounts import PASSWORD
from tests.browser.rooms import ask, make_room, named, say


def test_a_private_room_appears_for_who_is_added_and_for_nobody_else(cast, at_browser):
    alice, bob, charlie = cast
    bobs, charlies = at_browser(bob), at_browser(charlie)
    room = make_room(alice, named("Vault"), bob)
    expect(bobs.link(room["name"])).to_be_visible()
    bobs.enter(room["name"])
    bobs.say("I am in.")
    charlies.visit(f"/rooms/{room['id']}")
    expect(charlies.page.get_by_text("There is no such room here")).to_be_visible()
    expect(charlies.link(room["name"])).to_have_count(0)
    ask(alice, "POST", f"/api/rooms/{room['id']}/members", people=[charlie.id])
    expect(charlies.link(room["name"])).to_be_visible()


def test_who_is_removed_while_reading_loses_the_room_at_once(cast, at_browser):
    alice, bob, charlie = cast
    room = make_room(alice, named("Vault"), bob, charlie)
    bobs, charlies = at_browser(bob), at_browser(charlie)
    for member in (bobs, charlies):
        member.enter(room["name"])
    say(alice, room["id"], "before")
    expect(bobs.message("before")).to_be_visible()
    gone = alice.ask("DELETE", f"/api/rooms/{room['id']}/members/{bob.id}", json={})
    assert gone.status_code == 204
    expect(bobs.page.get_by_text("You are no longer in this room")).to_be_visible()
    expect(bobs.link(room["name"])).to_have_count(0)
    expect(bobs.message("before")).to_have_count(0)
    say(alice, room["id"], "after")
    expect(charlies.message("after")).to_be_visible()
    assert bob.get(f"/api/messages?room_id={room['id']}").status_code == 404
    bobs.page.get_by_role("button", name="Back to the rooms").click()
    expect(bobs.heading).to_have_text("Lobby")


def test_two_people_have_one_conversation_and_it_has_the_others_name(cast, at_browser):
    alice, bob, _ = cast
    alices, bobs = at_browser(alice), at_browser(bob)
    direct = ask(alice, "POST", "/api/directs", people=[bob.id])
    say(alice, direct["id"], "between us")
    expect(bobs.count(alice.name)).to_have_text("1")
    bobs.enter(alice.name)
    expect(bobs.message("between us")).to_be_visible()
    bobs.say("and you")
    alices.enter(bob.name)
    expect(alices.message("and you")).to_be_visible()
    assert ask(bob, "POST", "/api/directs", people=[alice.id])["id"] == direct["id"]


def test_what_is_read_on_one_device_is_read_on_the_other(cast, at_browser):
    alice, bob, _ = cast
    room = make_room(alice, named("Deployments"), bob)
    desk, phone = at_browser(bob), at_browser(bob, viewport={"width": 390, "height": 844})
    say(alice, room["id"], "one")
    say(alice, room["id"], f"<@{bob.id}> two")
    expect(desk.mentions(room["name"])).to_contain_text("1")
    desk.reload()
    expect(desk.mentions(room["name"])).to_contain_text("1")
    desk.enter(room["name"])
    expect(desk.page.get_by_text("New since you were away")).to_be_visible()
    expect(desk.link(room["name"])).not_to_have_class(re.compile("unread"))
    phone.reload()
    phone.page.get_by_role("button", name="Open the sidebar").click()
    expect(phone.link(room["name"])).to_be_visible()
    expect(phone.mentions(room["name"])).not_to_be_visible()


def test_an_address_leads_to_a_message_after_reload_and_back(cast, at_browser):
    alice, bob, _ = cast
    room = make_room(alice, named("Long reads"), bob)
    first = say(alice, room["id"], "the first word")
    for number in range(120):
        say(alice, room["id"], f"line {number}")
    bobs = at_browser(bob)
    bobs.visit(f"/rooms/{room['id']}/messages/{first['id']}")
    expect(bobs.heading).to_have_text(room["name"])
    expect(bobs.message("the first word")).to_be_in_viewport()
    bobs.page.reload()
    expect(bobs.message("the first word")).to_be_in_viewport()
    bobs.enter("Lobby")
    bobs.page.go_back()
    expect(bobs.heading).to_have_text(room["name"])
    expect(bobs.message("the first word")).to_be_in_viewport()


def test_each_room_keeps_its_draft_over_a_reload(cast, at_browser):
    alice, _, _ = cast
    room = make_room(alice, named("Notes"))
    alices = at_browser(alice)
    alices.composer.fill("for everybody")
    alices.enter(room["name"])
    expect(alices.composer).to_have_value("")
    alices.composer.fill("for myself")
    alices.page.reload()
    expect(alices.heading).to_have_text(room["name"])
    expect(alices.composer).to_have_value("for myself")
    alices.enter("Lobby")
    expect(alices.composer).to_have_value("for everybody")
    alices.composer.fill("")


def test_the_switcher_jumps_to_a_room_by_a_few_letters(cast, at_browser):
    alice, _, _ = cast
    room = make_room(alice, named("Observatory"))
    alices = at_browser(alice)
    alices.page.keyboard.press("Control+k")
    alices.page.keyboard.type(f"obsv {room['name'].split()[-1]}"[:4])
    expect(alices.page.get_by_role("option", name=re.compile(room["name"]))).to_be_visible()
    alices.page.keyboard.press("Enter")
    expect(alices.heading).to_have_text(room["name"])


def test_a_name_in_a_message_leads_to_a_card_by_click_and_by_key(cast, at_browser):
    alice, bob, charlie = cast
    room = make_room(alice, named("Harbour"), bob, charlie)
    said = say(alice, room["id"], f"Ask <@{charlie.id}>.")
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    name = bobs.page.get_by_role("button", name=f"@{charlie.name}")
    card = bobs.page.get_by_role("dialog", name=charlie.name)
    name.click()
    expect(card.get_by_role("button", name="Message")).to_be_visible()
    bobs.page.keyboard.press("Escape")
    expect(name).to_be_focused()
    bobs.page.keyboard.press("Enter")
    expect(card).to_be_visible()
    bobs.page.keyboard.press("Escape")
    bobs.page.locator(f'[data-message-id="{said["id"]}"]').press("Enter")
    bobs.page.get_by_role("menuitem", name=f"Who {charlie.name} is").press("Enter")
    expect(card).to_be_visible()


def test_the_name_of_who_is_gone_leads_to_a_card_that_says_so(cast, at_browser):
    alice, bob, charlie = cast
    room = make_room(alice, named("Harbour"), bob, charlie)
    say(alice, room["id"], f"Ask <@{charlie.id}>.")
    bobs = at_browser(bob)
    bobs.enter(room["name"])
    farewell = {"password": PASSWORD, "messages": "keep"}
    assert charlie.ask("DELETE", "/api/account", json=farewell).status_code == 204
    bobs.page.reload()
    bobs.page.locator(".mention").click()
    card = bobs.page.get_by_role("dialog", name="Former member")
    expect(card.get_by_text("There is nothing more to tell about them.")).to_be_visible()
    expect(card.get_by_role("button", name="Message")).to_be_hidden()
