"""Signing in at another service: from the button to the Lobby, at a real OpenID Connect provider."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.accounts import go, in_the_chat
from tests.browser.browsing import PHONE
from tests.browser.looks import misfits, objections
from tests.browser.sso import LONG_NAME, be_let_in, button

REFUSED = "[data-refused]"


@pytest.fixture(scope="module")
def house(house_with_providers):
    return house_with_providers


def kept(page: Page) -> list[str]:
    """What the tab keeps of it."""
    return page.evaluate("Object.keys(sessionStorage).filter((key) => /elsewhere/.test(key))")


def test_from_the_button_to_the_lobby(come):
    visitor = come()
    page = go(visitor, "/sign-in")
    button(page, "Corp").click()
    be_let_in(page, "ada")
    in_the_chat(visitor)
    expect(page.locator("[data-own-kind]")).to_have_text("@ada")
    assert kept(page) == []
    page.goto(f"{visitor.url}/sign-in")
    expect(page.get_by_role("heading")).to_have_text("You are signed in")


def test_the_way_back_stays_neither_in_the_address_nor_in_the_history(come):
    visitor = come()
    page = go(visitor, "/sign-in?next=/account")
    seen = []
    page.on("framenavigated", lambda frame: seen.append(frame.url))
    button(page, "Corp").click()
    be_let_in(page, "bo")
    expect(page).to_have_url(f"{visitor.url}/account")
    expect(page.locator("[data-ways-list]")).to_contain_text("Corp")
    expect(page.locator("[data-no-password]")).to_be_visible()
    assert any("/sign-in/via/corp?" in address for address in seen), "or the test sees nothing"
    page.go_back()
    expect(page).to_have_url(f"{visitor.url}/sign-in?next=/account")
    expect(page.get_by_role("heading")).to_have_text("You are signed in")
    expect(page.locator(REFUSED)).to_be_empty()


def test_a_refusal_at_the_provider_leads_back_to_the_form(come):
    visitor = come()
    page = go(visitor, "/sign-in?next=/account")
    button(page, "Corp").click()
    page.get_by_role("link", name="Cancel").click()
    expect(page.locator(REFUSED)).to_contain_text("Corp did not sign you in")
    expect(page).to_have_url(f"{visitor.url}/sign-in?next=/account")
    assert kept(page) == []
    expect(page.locator("#sign-in-username")).to_be_visible()
    page.reload()
    expect(button(page, "Corp")).to_be_visible()
    expect(page.locator(REFUSED)).to_be_empty()


@pytest.fixture
def invited_only(house):
    """For one test, nobody makes an account unasked, but for those who come from Corp."""
    assert house.owner.ask("PATCH", "/api/joining", json={"sign_up": "invite"}).ok
    yield
    assert house.owner.ask("PATCH", "/api/joining", json={"sign_up": "open"}).ok


@pytest.mark.usefixtures("invited_only")
def test_who_has_no_account_where_none_is_made_is_told_what_to_do(come):
    visitor = come()
    page = go(visitor, "/sign-in?sign-up")
    expect(page.locator("[data-words]")).to_contain_text("by invitation")
    button(page, LONG_NAME).click()
    be_let_in(page, "cleo")
    expect(page.locator(REFUSED)).to_contain_text(f"What you have at {LONG_NAME} belongs to no")
    button(page, "Corp").click()  # which knows by now who is asking
    in_the_chat(visitor)


def test_an_answer_that_this_tab_has_not_asked_for_signs_nobody_in(come):
    visitor = come()
    page, asked = visitor.page, []
    page.on("request", lambda request: asked.append(request.url))
    go(visitor, "/sign-in/via/corp?code=stolen&state=theirs")
    expect(page.locator(REFUSED)).to_contain_text("begun elsewhere")
    expect(page).to_have_url(f"{visitor.url}/sign-in")
    assert not [url for url in asked if url.endswith("/api/session/sso")]
    button(page, "Corp").click()
    expect(page.locator("[name=login]")).to_be_visible()
    go(visitor, "/sign-in/via/portal?code=stolen&state=theirs")
    expect(page.locator(REFUSED)).to_contain_text("begun elsewhere")
    assert not [url for url in asked if url.endswith("/api/session/sso")]


def test_another_ones_answer_in_a_tab_that_asked_is_refused(come):
    visitor = come()
    page = go(visitor, "/sign-in")
    button(page, "Corp").click()
    expect(page.locator("[name=login]")).to_be_visible()
    go(visitor, "/sign-in/via/corp?code=stolen&state=theirs")
    expect(page.locator(REFUSED)).to_contain_text("begin again")
    assert page.evaluate("fetch('/api/session').then(({ status }) => status)") == 401


def test_a_provider_that_does_not_answer_says_so_beside_its_button(come):
    page = go(come(), "/sign-in")
    button(page, "Gone").click()
    expect(page.locator("[data-providers]")).to_contain_text("It does not answer.")
    expect(button(page, "Gone")).to_have_attribute("aria-disabled", "false")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?sign-up", "/sign-in/via/portal?error=x"])
def test_axe_finds_nothing_to_object_to(come, path):
    visitor = come(reduced_motion="reduce")
    expect(button(go(visitor, path), LONG_NAME)).to_be_visible()
    assert objections(visitor) == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?sign-up", "/sign-in/via/portal?error=x"])
def test_nothing_sticks_out_and_targets_are_large(come, path):
    page = go(come(viewport=PHONE, has_touch=True, is_mobile=True), path)
    expect(button(page, LONG_NAME)).to_be_visible()
    assert misfits(page) == []
