"""Two people at one browser, one after the other: nothing of one is shown or said as the other's."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser import accounts


@pytest.fixture
def alice(house):
    return accounts.member(house, "alice")


@pytest.fixture
def bob(house):
    return accounts.member(house, "bob")


@pytest.fixture
def visitor(come):
    return come()


@pytest.fixture
def windows(visitor):
    """Two windows of one browser, both where one signs in."""
    return go(visitor, "/sign-in"), go(visitor, "/sign-in", visitor.context.new_page())


def go(visitor, path: str, page: Page | None = None) -> Page:
    page = page or visitor.page
    page.goto(visitor.url + path)
    expect(page.locator("main [data-content]")).to_be_visible()
    return page


def sign_in(page: Page, person) -> None:
    accounts.send(page, "sign-in", username=person.username, password=accounts.PASSWORD)
    expect(page.locator("h1")).to_have_text("Lobby")
    expect(page.locator("[data-own-kind]")).to_have_text(f"@{person.username}")


def draft(page: Page):
    return page.locator("[data-composer-field]")


def test_a_window_hears_that_somebody_else_has_signed_in_beside_it(windows, alice, bob):
    one, other = windows
    sign_in(one, alice)
    draft(one).fill("half a thought of Alice's")
    sign_in(other, bob)
    expect(one.locator("[data-own-kind]")).to_have_text(f"@{bob.username}")
    expect(one.locator("[data-identity-banner]")).to_be_visible()
    expect(draft(one)).to_have_value("")


@pytest.mark.parametrize(("next", "words"), [("alice", "half a thought"), ("bob", "")])
def test_what_one_began_waits_for_them_and_for_nobody_else(request, visitor, alice, next, words):
    page = go(visitor, "/sign-in")
    sign_in(page, alice)
    draft(page).fill("half a thought")
    visitor.context.clear_cookies()
    page.reload()
    expect(page).to_have_url(re.compile(r"/sign-in\?ended"))
    sign_in(page, request.getfixturevalue(next))
    expect(draft(page)).to_have_value(words)


@pytest.mark.parametrize("path", ["/account", "/people"])
def test_a_page_about_accounts_begins_anew(visitor, windows, house, bob, path):
    one, other = windows
    sign_in(one, house.owner)
    go(visitor, path, one).evaluate("window.isTheOwners = true")
    sign_in(other, bob)
    one.wait_for_function("() => !window.isTheOwners")


def test_the_account_page_is_the_others_then(visitor, windows, alice, bob):
    one, other = windows
    sign_in(one, alice)
    go(visitor, "/account", one)
    expect(one.locator("[data-own-more]")).to_contain_text(f"@{alice.username}")
    sign_in(other, bob)
    expect(one.locator("[data-own-more]")).to_contain_text(f"@{bob.username}")
