"""The way back in by mail, through a real SMTP server: for who has lost the password."""

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import PASSWORD, go, in_the_chat, new_username, send, sign_in
from tests.browser.factors import code_field, later, newcomer, set_up_app, sign_out, sign_up
from tests.browser.mail import ask_for_link, confirm, member_with_mail, newest_link, row

NEW = "another good one"


@pytest.fixture(scope="module")
def house(house_with_mail):
    return house_with_mail


def test_the_locked_out_come_back_in_by_mail_and_set_a_new_password(come, house):
    person = member_with_mail(house, "lost")
    visitor = come()
    page = ask_for_link(visitor, person.username)
    page.goto(visitor.url + newest_link(house.mail, person.mail, 2))
    send(page, "link")
    expect(page).to_have_url(f"{visitor.url}/account#password")
    expect(page.get_by_text("The old one is not needed.")).to_be_visible()
    send(page, "password", password=NEW)
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    other = come()
    go(other, "/sign-in")
    sign_in(other, person.mail.upper(), NEW)
    in_the_chat(other)


def test_with_a_second_factor_the_way_back_is_as_good(arrive, house):
    visitor = newcomer(arrive, house)
    username, page = sign_up(visitor, "lost"), visitor.page
    app, _codes = set_up_app(page)
    mail = f"{username}@example.org"
    send(page, "mail", mail=mail, password=PASSWORD)
    expect(row(page, mail)).to_contain_text("Not confirmed yet")
    confirm(visitor, newest_link(house.mail, mail))
    expect(page.get_by_role("heading")).to_have_text("Your mail address is confirmed")
    page.get_by_role("link", name="Your account").click()
    sign_out(page)
    ask_for_link(visitor, mail)
    page.goto(visitor.url + newest_link(house.mail, mail, 2))
    send(page, "link")
    code_field(page).fill(later(app))
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{visitor.url}/account#password")
    send(page, "password", password=NEW)
    expect(page.get_by_text("Your password is set.")).to_be_visible()


def test_nobody_learns_who_has_an_account(come, house):
    page = ask_for_link(come(), new_username("nobody"))
    words = page.locator("[data-recover-form]").inner_text()
    other = ask_for_link(come(), member_with_mail(house).username)
    assert other.locator("[data-recover-form]").inner_text() == words


def test_what_was_typed_to_sign_in_is_not_typed_twice(come):
    page = go(come(), "/sign-in")
    accounts.fill(page, "sign-in", username="somebody")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page.locator("#recover-account")).to_have_value("somebody")
    page.get_by_role("link", name="Back to signing in").click()
    expect(page.locator("#sign-in-username")).to_have_value("somebody")


def test_without_mail_the_page_says_who_can_help(arrive):
    page = go(arrive(is_open=False), "/sign-in?forgot")
    expect(page.locator("[data-words]")).to_contain_text("Ask somebody who runs it")
    expect(page.locator("[data-recover-form]")).to_be_hidden()
    go(arrive(is_open=False), "/sign-in?sign-up")
    expect(page.locator("#sign-up-mail")).to_be_hidden()
