"""Invitations into rooms, reports, and who is in a room to guests: administrators and rooms."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import accounts, factors
from tests.browser.accounts import go
from tests.browser.browsing import DESKTOP, PHONE
from tests.browser.conftest import seats
from tests.browser.looks import objections
from tests.browser.rooms import Member, a_member, ask, make_room, named, say


@pytest.fixture
def come(chromium, house):
    """A function that brings somebody to a browser, signed in or as nobody yet."""

    def bring(person=None, **options) -> Member:
        member = Member(chromium, house.url, **options)
        seated.append(member)
        if person is not None:
            accounts.give_session(member, person)
        return member

    with seats() as seated:
        yield bring


@pytest.fixture
def link(come, house):
    """A link into a private room of the owner's that two may use, made by the page."""
    room = make_room(house.owner, named("Vault"))
    member = come(house.owner)
    member.visit(f"/rooms/{room['id']}")
    expect(member.heading).to_have_text(room["name"])
    member.page.get_by_role("button", name="About this room", exact=True).click()
    member.page.get_by_role("button", name="Invitation link").click()
    form = member.page.get_by_role("dialog", name=f"Invite people into {room['name']}")
    form.get_by_label("How many people").fill("2")
    form.get_by_role("button", name="Make a link").click()
    expect(member.page.get_by_role("img", name="The same link as a QR code")).to_be_visible()
    address = member.page.locator("[data-link-field]").input_value()
    return room, address.removeprefix(house.url)


def test_who_is_signed_in_joins_the_room_of_an_invitation_and_is_there(come, house, link):
    room, address = link
    bobs = come(a_member(house, "Bob"))
    page = go(bobs, address)
    expect(page.get_by_role("heading", name="You are invited")).to_be_visible()
    page.get_by_role("button", name="Join the room").click()
    expect(bobs.heading).to_have_text(room["name"])
    assert "invitation" not in page.url


def test_who_signs_in_by_an_invitation_comes_into_its_room(come, house, link):
    room, address = link
    bob = a_member(house, "Bob")
    bobs = come()
    page = go(bobs, address)
    page.get_by_role("link", name="Sign in", exact=True).click()
    accounts.sign_in(bobs, bob.username)
    expect(bobs.heading).to_have_text(room["name"])


@pytest.mark.parametrize("name", ["", "Greta"])
def test_who_makes_an_account_by_an_invitation_comes_into_its_room(come, link, name):
    room, address = link
    newcomer = come()
    if name:
        newcomer.be_called(name)
    page = go(newcomer, address)
    username = accounts.new_username("newcomer")
    accounts.send(page, "sign-up", username=username, password=accounts.PASSWORD)
    expect(newcomer.heading).to_have_text(room["name"])
    expect(newcomer.notices.last).to_contain_text("joined by an invitation")


def test_who_shows_a_second_factor_comes_into_the_room_of_an_invitation_after_it(come, house, link):
    room, address = link
    bob = a_member(house, "Bob")
    app, _ = factors.set_up_app(go(come(bob), "/account"))
    bobs = come()
    page = go(bobs, address)
    page.get_by_role("link", name="Sign in", exact=True).click()
    accounts.sign_in(bobs, bob.username)
    factors.code_field(page).fill(factors.later(app))
    page.keyboard.press("Enter")
    expect(bobs.heading).to_have_text(room["name"])


def test_an_invitation_that_is_used_up_says_so_and_leads_to_the_chat(come, house, link):
    _, address = link
    for name in ("Bob", "Charlie"):
        token = address.partition("#invitation=")[2]
        ask(a_member(house, name), "POST", "/api/invitations/use", token=token)
    page = go(come(a_member(house, "Dora")), address)
    page.get_by_role("button", name="Join the room").click()
    expect(page.get_by_text("This link was used already")).to_be_visible()
    expect(page.get_by_role("link", name="To the chat")).to_have_attribute("href", "/")


def test_invitations_say_into_which_room_they_lead(come, house, link):
    room, _ = link
    page = go(come(house.owner), "/people#invitations")
    expect(page.get_by_text(f"Into {room['name']}")).to_be_visible()


@pytest.fixture
def report(house):
    """Bob's words in the owner's room, which Alice has reported."""
    alice, bob = a_member(house, "Alice"), a_member(house, "Bob")
    room = make_room(house.owner, named("Market"), alice, bob)
    message = say(bob, room["id"], f"<@{alice.id}> buy <b>coins</b>")
    ask(alice, "POST", f"/api/messages/{message['id']}/reports", reason="Spam again")
    return room, alice


def test_a_report_is_read_followed_to_its_message_and_dealt_with(come, house, report):
    room, alice = report
    visitor = come(house.owner, reduced_motion="reduce")
    page = go(visitor, "/people#reports")
    row = page.locator("[data-report-list] > li").filter(has_text=room["name"])
    expect(row).to_contain_text(f"@{alice.name} buy <b>coins</b>")
    expect(row).to_contain_text(re.compile(f"Spam again.*Reported by {alice.name}", re.DOTALL))
    assert objections(visitor, PHONE, DESKTOP) == []
    row.get_by_role("link", name=re.compile("See the message")).click()
    expect(visitor.heading).to_have_text(room["name"])
    expect(visitor.messages.filter(has_text="buy <b>coins</b>")).to_be_in_viewport()
    page.go_back()
    row.get_by_role("button", name=re.compile("Dealt with")).click()
    expect(row).to_have_count(0)
    page.get_by_label("Show").select_option("Dealt with")
    expect(row).to_contain_text("Dealt with by")
    row.get_by_role("button", name=re.compile("Take up again")).click()
    page.get_by_label("Show").select_option("Open")
    expect(row).to_be_visible()


def test_a_report_goes_from_the_menu_of_a_message_to_who_deals_with_it(come, house):
    alice, bob = a_member(house, "Alice"), a_member(house, "Bob")
    room = make_room(alice, named("Market"), bob)
    said = say(bob, room["id"], "buy coins")
    alices, boss = come(alice), come(house.owner)
    alices.visit(f"/rooms/{room['id']}")
    alices.page.locator(f'[data-message-id="{said["id"]}"]').press("Enter")
    alices.page.get_by_role("menuitem", name="Report").click()
    form = alices.page.get_by_role("dialog", name="Report this message")
    form.get_by_label("What is wrong with it?").fill("It is always coins.")
    form.get_by_role("button", name="Report").click()
    expect(alices.page.get_by_text("Thank you. Those who run this chat")).to_be_visible()
    page = go(boss, "/people#reports")
    row = page.locator("[data-report-list] > li").filter(has_text=room["name"])
    expect(row).to_contain_text("buy coins")
    expect(row).to_contain_text("It is always coins.")
    expect(row).to_contain_text(f"Reported by {alice.name}")
    row.get_by_role("button", name=re.compile("Dealt with")).click()
    expect(row).to_have_count(0)
    # Nobody in the room is told of it.
    assert [m["content"] for m in bob.everything()].count("It is always coins.") == 0


def test_guests_see_who_is_in_a_room_only_where_the_owner_wants_it(come, house):
    page = go(come(house.owner), "/people#joining")
    choice = page.get_by_label("Guests may see who is in a room")
    expect(choice).to_be_checked()
    choice.uncheck()
    expect(page.get_by_text("Saved.")).to_be_visible()
    guest = come()
    guest.be_called("Greta")
    guest.open()
    guest.page.get_by_role("button", name="About this room", exact=True).click()
    expect(guest.page.get_by_text("Who is in this room is not shown to guests.")).to_be_visible()
    choice.check()
    expect(page.get_by_text("Saved.")).to_be_visible()
    guest.reload()
    guest.page.get_by_role("button", name="About this room", exact=True).click()
    expect(guest.page.locator("[data-member]").first).to_be_visible()


def test_the_card_of_a_person_leads_to_them_on_the_page_of_people(come, house):
    bob = a_member(house, "Bob")
    visitor = come(house.owner)
    visitor.open()
    visitor.page.keyboard.press("Control+k")
    visitor.page.keyboard.type(bob.name)
    expect(visitor.page.get_by_role("option", name=bob.name)).to_be_visible()
    visitor.page.keyboard.press("Enter")
    expect(visitor.heading).to_have_text(bob.name)
    visitor.page.get_by_role("button", name=f"Who {bob.name} is").click()
    visitor.page.get_by_role("link", name="Open in People").click()
    expect(visitor.page.get_by_role("searchbox")).to_have_value(bob.username)
    expect(visitor.page.locator("[data-people-list] > li")).to_have_count(1)
