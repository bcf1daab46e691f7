"""Whose account it is that another service opens: a guest's, one that there was, a new one."""

import re

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browser.accounts import PASSWORD, go, in_the_chat, send, sign_in
from tests.browser.factors import code_field, keep_codes, later, sign_out
from tests.browser.mail import member_with_mail
from tests.browser.sso import LONG_NAME, be_let_in, button


@pytest.fixture(scope="module")
def house(house_with_providers):
    return house_with_providers


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
