"""Those who run the chat: people, invitations, who may join, the audit log; and one's own account."""

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import PASSWORD, go, in_the_chat, new_username, send, sign_in
from tests.browser.browsing import PHONE
from tests.browser.looks import SIZES, SMALL_TARGETS, STICKS_OUT, TOUCH_PX, objections

PAGES = (
    *("/sign-in", "/sign-in?sign-up", "/account", "/people", "/people#invitations"),
    "/people#bans",
)
OWNERS_PAGES = ("/people#joining", "/people#audit")


def row_of(page, person):
    return page.locator(f'[data-person-id="{person.id}"]')


def answer_yes(page) -> None:
    page.locator("[data-confirm-yes]").click()


def shown_link(page) -> str:
    field = page.locator("[data-link-field]")
    expect(field).not_to_have_value("")
    return field.input_value()


def test_an_owner_finds_somebody_and_makes_them_administrator(come, house):
    person = accounts.member(house, "tomas")
    page = go(come(house.owner), "/people")
    page.get_by_role("searchbox").fill(person.username)
    expect(page.locator("[data-people-list] > li")).to_have_count(1)
    row_of(page, person).get_by_role("combobox").select_option("administrator")
    with page.expect_response(f"**/api/people/{person.id}"):
        answer_yes(page)
    expect(row_of(page, person).get_by_role("combobox")).to_have_value("administrator")
    assert person.get("/api/people").status_code == 200
    deputy = go(come(person), "/people")
    expect(deputy.locator("[data-section]:visible")).to_have_text(
        ["People", "Reports", "Invitations", "Bans"]
    )
    expect(row_of(deputy, house.owner).get_by_role("button")).to_have_count(0)


def test_the_only_owner_stays_one_and_is_told_why(come, house):
    page = go(come(house.owner), "/people")
    row = row_of(page, house.owner)
    row.get_by_role("combobox").select_option("member")
    answer_yes(page)
    expect(row).to_contain_text("This is the only owner of the chat.")
    expect(row.get_by_role("combobox")).to_have_value("owner")


def test_somebody_is_shut_out_and_let_in_again(come, house):
    person = accounts.member(house)
    page = go(come(house.owner), "/people")
    row = row_of(page, person)
    row.get_by_role("button", name="Suspend").click()
    answer_yes(page)
    expect(row.locator("[data-suspended]")).to_be_visible()
    assert person.get("/api/session").status_code == 401
    row.get_by_role("button", name="Let in again").click()
    expect(row.get_by_role("button", name="Suspend")).to_be_focused()


def test_a_sign_in_link_from_the_page_opens_the_account(come, house):
    person = accounts.member(house)
    page = go(come(house.owner), "/people")
    row_of(page, person).get_by_role("button", name="Sign-in link").click()
    link = shown_link(page)
    assert link.startswith(f"{house.url}/sign-in#link=")
    expect(page.get_by_role("img", name="The same link as a QR code")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("[data-link-field]")).to_have_value("")
    other = come()
    opened = go(other, link.removeprefix(house.url))
    opened.locator("[data-link-form] [type=submit]").click()
    expect(opened.locator("[data-own-more]")).to_contain_text(person.username)


def test_by_an_invitation_people_sign_up_where_nobody_else_can(come, house):
    page = go(come(house.owner), "/people#joining")
    page.get_by_role("radio", name="By invitation").check()
    expect(page.get_by_text("Saved.")).to_be_visible()
    try:
        stranger = go(come(), "/sign-in?sign-up")
        expect(stranger.get_by_text("by invitation")).to_be_visible()
        expect(stranger.locator("[data-sign-up-form]")).to_be_hidden()
        page.get_by_role("link", name="Invitations").click()
        page.get_by_role("button", name="Make a link").click()
        link = shown_link(page)
        page.get_by_role("button", name="Close").click()
        expect(page.locator("[data-invitation-list] > li")).to_have_count(1)
        guest = come()
        opened = go(guest, link.removeprefix(house.url))
        expect(opened.get_by_role("heading", name="You are invited")).to_be_visible()
        opened.reload()
        send(opened, "sign-up", username=new_username("invited"), password=PASSWORD)
        in_the_chat(guest)
        late = go(come(), link.removeprefix(house.url))
        send(late, "sign-up", username=new_username("late"), password=PASSWORD)
        expect(late.locator("[data-note]")).to_contain_text("This invitation was used up")
    finally:
        assert house.owner.ask("PATCH", "/api/joining", json={"sign_up": "open"}).ok


def test_without_guests_strangers_are_led_to_sign_in(come, house):
    assert house.owner.ask("PATCH", "/api/joining", json={"guests": False}).ok
    try:
        stranger = come()
        stranger.page.goto(stranger.url)
        expect(stranger.page).to_have_url(f"{stranger.url}/sign-in")
        expect(stranger.page.get_by_text("Go on as a guest")).to_be_hidden()
        person = accounts.member(house)
        sign_in(stranger, person.username)
        in_the_chat(stranger)
    finally:
        assert house.owner.ask("PATCH", "/api/joining", json={"guests": True}).ok


def test_the_audit_log_tells_who_did_it_in_words(come, house):
    person = accounts.member(house)
    page = go(come(house.owner), "/people#audit")
    first = page.locator("[data-audit-list] > li").first
    expect(first).to_contain_text("Made an account")
    expect(first).to_contain_text(person.username)
    page.get_by_role("combobox").select_option("signed-in")
    expect(page.locator("[data-audit-list] > li").filter(has_text="Made an account")).to_have_count(
        0
    )
    with page.expect_download() as download:
        page.get_by_role("link", name="Download as a table").click()
    assert "act" in download.value.path().read_text().splitlines()[0]


def test_on_a_phone_the_open_part_is_seen_in_the_row_of_parts(come, house):
    page = go(come(house.owner, viewport=PHONE, has_touch=True, is_mobile=True), "/people#audit")
    row = page.get_by_role("navigation", name="Parts of this page")
    expect(row.get_by_role("link", name="Audit log")).to_be_in_viewport(ratio=1)
    page.goto(f"{page.url.partition('#')[0]}#people")
    expect(row.get_by_role("link", name="People")).to_be_in_viewport(ratio=1)


def test_by_keyboard_the_page_about_people_begins_at_its_beginning(come, house):
    page = go(come(house.owner), "/people")
    expect(page.get_by_role("searchbox")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Parley")).to_be_focused()


def test_the_page_about_people_is_not_for_members(come, house):
    page = go(come(accounts.member(house)), "/people")
    expect(page.get_by_role("heading")).to_have_text("This page is for those who run the chat")


@pytest.mark.parametrize("path", ["/account", "/people"])
def test_nobody_is_led_to_sign_in_and_back(come, house, path):
    person = accounts.member(house)
    visitor = come()
    visitor.page.goto(visitor.url + path)
    expect(visitor.page).to_have_url(f"{visitor.url}/sign-in?next={path}")
    sign_in(visitor, person.username)
    expect(visitor.page).to_have_url(visitor.url + path)


def test_ones_account_is_changed_and_other_sessions_ended(come, house):
    person = accounts.member(house)
    elsewhere = accounts.Person(house.url)
    body = {"username": person.username, "password": PASSWORD}
    assert elsewhere.ask("POST", "/api/session", json=body).status_code == 201
    page = go(come(person), "/account")
    send(page, "name", name=f"Renamed {person.id}")
    expect(page.locator("[data-own-name]")).to_have_text(f"Renamed {person.id}")
    renamed = new_username("renamed")
    send(page, "username", username=renamed, password="wrong one")
    expect(page.locator("#own-username-password-error")).not_to_be_empty()
    send(page, "username", username=renamed, password=PASSWORD)
    expect(page.locator("[data-own-more]")).to_contain_text(renamed)
    expect(page.locator("[data-session-list] > li")).to_have_count(2)
    page.get_by_role("button", name="End the session on").click()
    expect(page.locator("[data-session-list] > li")).to_have_count(1)
    assert elsewhere.get("/api/session").status_code == 401


def test_an_account_is_deleted_after_one_more_question(come, house):
    person = accounts.member(house)
    visitor = come(person)
    page = go(visitor, "/account")
    send(page, "delete", password=PASSWORD)
    page.get_by_role("button", name="Keep my account").click()
    assert person.get("/api/session").status_code == 200
    send(page, "delete", password=PASSWORD)
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("[data-note]")).to_have_text("Your account is deleted.")
    sign_in(visitor, person.username)
    expect(accounts.problem(page, "sign-in")).to_contain_text("do not belong together")


@pytest.mark.parametrize("path", [*PAGES, *OWNERS_PAGES])
def test_axe_finds_nothing_to_object_to(come, house, path):
    person = None if path.startswith("/sign-in") else house.owner
    visitor = come(person, reduced_motion="reduce")
    go(visitor, path)
    assert objections(visitor) == []


@pytest.mark.parametrize("path", [*PAGES, *OWNERS_PAGES])
def test_nothing_sticks_out_and_targets_are_large(come, house, path):
    person = None if path.startswith("/sign-in") else house.owner
    page = go(come(person, viewport=PHONE, has_touch=True, is_mobile=True), path)
    assert page.evaluate(SMALL_TARGETS, TOUCH_PX) == []
    for size in SIZES.values():
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(STICKS_OUT) == []
