"""Banned addresses: an administrator bans where a guest comes from, and lifts it."""

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import go
from tests.browser.browsing import PHONE
from tests.browser.looks import objections
from tests.browser.test_accounts_people import row_of
from tests.stack.people import Person

ADDRESS = "127.0.0.1"  # where every browser of these tests comes from


@pytest.fixture(autouse=True)
def without_bans(house):
    """No ban outlives its test."""
    yield
    for ban in house.owner.get("/api/bans").json()["bans"]:
        house.owner.ask("DELETE", f"/api/bans/{ban['id']}", json={})


@pytest.fixture
def guest(house):
    """A guest from the address of the browsers."""
    person = Person(house.url, address=ADDRESS)
    person.id = person.become_guest().json()["id"]
    return person


def ban(page, person, time="1 week"):
    row_of(page, person).get_by_role("button", name="Ban address").click()
    dialog = page.locator("[data-ban-dialog]")
    expect(dialog).to_contain_text(f"Ban the address {ADDRESS}?")
    dialog.get_by_role("combobox").select_option(time)
    with page.expect_response("**/api/bans") as answer:
        dialog.get_by_role("button", name="Ban address").click()
    assert answer.value.status == 201
    return answer.value.json()


def test_an_address_is_banned_its_guest_kept_out_and_let_in_again(come, house, guest):
    visitor = come()
    visitor.be_called("Nuisance")
    visitor.open()
    page = go(come(house.owner), "/people")
    made = ban(page, guest)
    expect(row_of(page, guest)).to_contain_text(f"{ADDRESS} is banned until")
    assert guest.get("/api/rooms").json()["type"] == "address-banned"
    house.owner.post("something new")  # what the guest's page asks for next
    expect(visitor.page).to_have_url(f"{house.url}/sign-in?banned")
    expect(visitor.page.locator("main")).to_contain_text("Guests from your address may not come in")
    page.get_by_role("link", name="Bans").click()
    row = page.locator("[data-ban-list] > li")
    assert made["network"] == f"{ADDRESS}/32"
    expect(row).to_contain_text(ADDRESS)
    row.get_by_role("button", name="Lift").click()
    expect(page.locator("[data-bans-done]")).to_be_focused()
    expect(row).to_have_count(0)
    expect(page.locator("[data-part=bans]")).to_contain_text("No address is banned.")
    visitor.open()
    assert guest.get("/api/rooms").status_code == 200


def test_a_stranger_there_is_told_why_and_a_member_notices_nothing(come, house, guest):
    page = go(come(house.owner), "/people")
    ban(page, guest, "1 hour")
    stranger = come()
    stranger.page.goto(house.url)
    expect(stranger.page).to_have_url(f"{house.url}/sign-in?banned")
    expect(stranger.page.locator("main")).to_contain_text("Sign in with an account.")
    come(accounts.member(house)).open()


def test_only_guests_have_an_address_to_ban_and_only_who_has_factors_can_lose_them(come, house):
    member = accounts.member(house)
    page = go(come(house.owner), "/people")
    offered = row_of(page, member).get_by_role("button")
    expect(offered).to_have_text(["Sign-in link", "Suspend"])


def test_not_meant_is_not_done(come, house, guest):
    page = go(come(house.owner), "/people")
    row_of(page, guest).get_by_role("button", name="Ban address").click()
    page.keyboard.press("Escape")
    expect(page.locator("[data-ban-dialog]")).to_be_hidden()
    assert house.owner.get("/api/bans").json() == {"bans": []}


def test_nothing_to_object_to(come, house, guest):
    visitor = come(house.owner, reduced_motion="reduce")
    page = go(visitor, "/people")
    row_of(page, guest).get_by_role("button", name="Ban address").click()
    assert objections(visitor) == []
    page.keyboard.press("Escape")
    ban(page, guest)
    assert objections(visitor) == []
    go(visitor, "/people#bans")
    expect(page.locator("[data-ban-list] > li")).to_have_count(1)
    assert objections(visitor) == []


@pytest.mark.parametrize("size", [PHONE, {"width": 2560, "height": 1440}], ids=["phone", "wide"])
def test_it_fits(come, house, guest, size):
    page = go(come(house.owner, viewport=size), "/people")
    ban(page, guest)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
    page.locator("[data-section=bans]").click()
    expect(page.locator("[data-ban-list] > li")).to_have_count(1)
    assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
