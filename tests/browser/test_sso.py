"""Signing in at another service: from the button to the Lobby, at a real OpenID Connect provider."""

import json
import os
import re

import pyotp
import pytest
from playwright.sync_api import Page, expect

from tests.browser import accounts
from tests.browser.accounts import PASSWORD, go, in_the_chat, send, sign_in
from tests.browser.browsing import PHONE
from tests.browser.conftest import GENEROUS, running
from tests.browser.factors import code_field, keep_codes, later, sign_out
from tests.browser.mail import MailSink, member_with_mail
from tests.browser.test_accessibility import objections
from tests.browser.test_accounts_people import TARGETS
from tests.browser.test_sizes import SIZES, STICKS_OUT, TOUCH_PX
from tests.oidc.provider import INSTALLED, Provider

LONG_NAME = "Donaudampfschifffahrtsgesellschaft Österreich-Ungarn Identity & Access Portal"
REFUSED = "[data-refused]"


def claims(login: str) -> dict:
    """What the provider says of a login: that it has confirmed a mail address, for one."""
    mail = f"{login}@corp.example"
    return {"email": mail, "email_verified": True, "preferred_username": login}


@pytest.fixture(scope="module")
def house(new_stack, free_port):
    """A chat whose people come from elsewhere: "Corp" makes accounts, the other one does not."""
    if not INSTALLED.exists():
        reason = "the provider is not installed: make test-browser"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    backs = [f"{url}/sign-in/via/{id}" for id in ("corp", "portal")]
    logins = {
        each: claims(each) for each in ("ada", "bo", "cleo", "dora", "eve", "finn", "gus", "hana")
    }
    gone = {"id": "gone", "name": "Gone", "client_id": "x", "client_secret": "y"}
    gone["discovery_url"] = f"http://127.0.0.1:{free_port()}/.well-known/openid-configuration"
    with Provider(*backs, accounts=logins) as provider, MailSink() as sink:
        providers = [
            provider.setting("corp", name="Corp", sign_up=True),
            provider.setting("portal", name=LONG_NAME),
            gone,
        ]
        settings = GENEROUS | sink.settings(url)
        settings |= {"OIDC_PROVIDERS": json.dumps(providers)}
        with running(new_stack(port=port, settings=settings)) as stack:
            stack.mail, stack.owner = sink, accounts.owner(stack)
            yield stack


@pytest.fixture
def come(arrive, house):
    """A function that brings a stranger."""
    return lambda **options: arrive(stack=house, is_open=False, **options)


def button(page: Page, name: str):
    """The way to a provider."""
    return page.get_by_role("button", name=f"Continue with {name}", exact=True)


def be_let_in(page: Page, login: str) -> None:
    """Sign in on the provider's own pages."""
    page.locator("[name=login]").fill(login)
    page.locator("[name=password]").fill("any")
    page.get_by_role("button", name="Sign-in").click()
    page.get_by_role("button", name="Continue").click()


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


def test_a_guest_keeps_the_messages(come):
    guest = come()
    guest.be_called("Otter")
    guest.open()
    said = guest.say(f"said as a guest by {guest.name}")
    expect(said).to_have_attribute("data-delivery", "sent")
    guest.page.get_by_role("link", name="Create an account").click()
    button(guest.page, "Corp").click()
    be_let_in(guest.page, "dora")
    in_the_chat(guest)
    expect(guest.page.locator("[data-own-kind]")).to_have_text("@dora")
    expect(guest.message(f"said as a guest by {guest.name}")).to_have_class(
        re.compile(r"\bmessage--sent\b")
    )


def test_whose_mail_address_is_confirmed_comes_into_the_account_there_is(come, house):
    person = member_with_mail(house, "eve", mail="eve@corp.example")
    visitor = come()
    button(go(visitor, "/sign-in?next=/account"), LONG_NAME).click()
    be_let_in(visitor.page, "eve")
    expect(visitor.page.locator("[data-own-more]")).to_contain_text(f"@{person.username}")
    expect(visitor.page.locator("[data-ways-list]")).to_contain_text(LONG_NAME)


def test_the_second_step_is_asked_for_after_the_provider_too(come):
    visitor = come()
    page = go(visitor, "/sign-in?next=/account")
    button(page, "Corp").click()
    be_let_in(page, "finn")
    page.get_by_role("button", name="Set up an authenticator app").click()
    secret = page.get_by_label("Key", exact=True)
    expect(secret).not_to_have_value("")
    app = pyotp.TOTP(secret.input_value())
    page.get_by_label("The code that your app shows now").fill(app.now())
    page.keyboard.press("Enter")
    keep_codes(page)
    sign_out(page)
    button(page, "Corp").click()
    expect(code_field(page)).to_be_focused()
    expect(page).to_have_url(f"{visitor.url}/sign-in")
    code_field(page).fill(later(app))
    page.keyboard.press("Enter")
    in_the_chat(visitor)


def test_who_came_by_a_provider_sets_a_first_password_and_may_come_by_that_too(come):
    visitor = come()
    page = go(visitor, "/sign-in?next=/account")
    button(page, "Corp").click()
    be_let_in(page, "hana")
    expect(page.locator("#new-password-current-password")).to_be_hidden()
    send(page, "username", username="hana.h")
    expect(page.locator("[data-own-more]")).to_contain_text("@hana.h")
    send(page, "password", password=PASSWORD)
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    expect(page.locator("#own-username-password")).to_be_visible()
    other = come()
    go(other, "/sign-in")
    sign_in(other, "hana.h")
    in_the_chat(other)


def test_an_account_without_a_password_is_left_without_one(come):
    visitor = come()
    page = go(visitor, "/sign-in?next=/account")
    button(page, "Corp").click()
    be_let_in(page, "gus")
    expect(page.locator("#delete-password")).to_be_hidden()
    send(page, "delete")
    page.get_by_role("button", name="Delete for good").click()
    expect(page.locator("[data-note]")).to_have_text("Your account is deleted.")


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?sign-up", "/sign-in/via/portal?error=x"])
def test_axe_finds_nothing_to_object_to(come, path):
    visitor = come(reduced_motion="reduce")
    expect(button(go(visitor, path), LONG_NAME)).to_be_visible()
    assert objections(visitor) == []


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in?sign-up", "/sign-in/via/portal?error=x"])
def test_nothing_sticks_out_and_targets_are_large(come, path):
    page = go(come(viewport=PHONE, has_touch=True, is_mobile=True), path)
    expect(button(page, LONG_NAME)).to_be_visible()
    assert page.evaluate(TARGETS, TOUCH_PX) == []
    for size in SIZES.values():
        page.set_viewport_size(size)
        assert page.evaluate("document.documentElement.scrollWidth") <= size["width"]
        assert page.evaluate(STICKS_OUT) == []
