"""Mail addresses: given, confirmed, changed and removed, through a real SMTP server."""

import pytest
from playwright.sync_api import expect

from tests.browser import accounts
from tests.browser.accounts import PASSWORD, go, in_the_chat, new_username, send, sign_in
from tests.browser.browsing import PHONE
from tests.browser.factors import prove
from tests.browser.looks import misfits, objections
from tests.browser.mail import ask_for_link, confirm, member_with_mail, newest_link, row

LONG = "maximiliane-alexandra.von-und-zu-hohenstein.der.langen@donaudampfschifffahrt.example.org"


@pytest.fixture(scope="module")
def house(house_with_mail):
    return house_with_mail


def test_an_address_of_a_new_account_is_confirmed_in_whatever_browser(come, house):
    username = new_username("new")
    mail = f"{username}@example.org"
    visitor, elsewhere = come(), come()
    page = go(visitor, "/sign-in?sign-up&next=/account")
    send(page, "sign-up", username=username, password=PASSWORD, mail=mail)
    expect(page.get_by_role("heading")).to_be_focused()
    expect(page.locator("[data-words]")).to_contain_text(f"on its way to {mail}")
    page.get_by_role("link", name="To the chat").click()
    expect(page).to_have_url(f"{visitor.url}/account")
    expect(row(page, mail)).to_contain_text("Not confirmed yet")
    link = newest_link(house.mail, mail)
    elsewhere.page.goto(elsewhere.url + link)
    expect(elsewhere.page.locator("[data-words]")).to_contain_text(f"The account {username} gets")
    other = confirm(elsewhere, link)
    expect(other.locator("[data-words]")).to_contain_text(f"{mail} is confirmed")
    other.get_by_role("link", name="Sign in").click()
    sign_in(elsewhere, mail)
    in_the_chat(elsewhere)
    page.reload()
    expect(row(page, mail)).to_contain_text("Confirmed")
    late = come()
    confirm(late, link)
    expect(accounts.problem(late.page, "mail")).to_contain_text("used already")


def test_a_guest_who_gets_an_account_may_give_an_address(come, house):
    guest = come()
    guest.be_called("Otter")
    page = go(guest, "/account")
    username = new_username("otter")
    mail = f"{username}@example.org"
    send(page, "claim", username=username, password=PASSWORD, mail=mail)
    expect(page.locator("[data-welcome]")).to_contain_text(f"on its way to {mail}")
    expect(row(page, mail)).to_contain_text("Not confirmed yet")


def test_an_address_is_changed_sent_again_and_withdrawn(come, house):
    person = accounts.member(house, "mover")
    mail = f"{person.username}@example.org"
    page = go(come(person), "/account")
    send(page, "mail", mail=mail, password="not this one")
    expect(page.locator("#own-mail-password-error")).not_to_be_empty()
    send(page, "mail", mail=mail, password=PASSWORD)
    expect(page.locator("[data-mail-form] [data-form-done]")).to_contain_text(mail)
    first = newest_link(house.mail, mail)
    page.get_by_role("button", name=f"Send the mail to {mail} again").click()
    prove(page)
    expect(page.locator("[data-mail-done]")).to_be_focused()
    assert newest_link(house.mail, mail, 2) != first
    page.get_by_role("button", name=f"Withdraw {mail}").click()
    prove(page)
    expect(page.locator("[data-mail-done]")).to_have_text("The address is withdrawn.")
    expect(row(page, mail)).to_have_count(0)
    late = come()
    confirm(late, newest_link(house.mail, mail, 2))
    expect(accounts.problem(late.page, "mail")).to_contain_text("used already")


def test_an_address_is_removed_with_the_password(come, house):
    person = member_with_mail(house)
    page = go(come(person), "/account")
    expect(row(page, person.mail)).to_contain_text("Confirmed")
    page.get_by_role("button", name=f"Remove {person.mail}").click()
    prove(page)
    expect(page.locator("[data-mail-done]")).to_have_text("The address is removed.")
    page.reload()
    expect(page.locator("#own-mail")).to_be_visible()
    expect(row(page, person.mail)).to_have_count(0)


def test_administrators_see_the_address(come, house):
    person = member_with_mail(house)
    page = go(come(house.owner), "/people")
    page.get_by_role("searchbox").fill(person.username)
    expect(page.locator("[data-people-list] > li")).to_have_count(1)
    expect(page.locator("[data-mail]")).to_have_text(person.mail)


@pytest.fixture(params=["forgot", "asked", "mail", "confirmed", "sent", "account"])
def scene(request, house):
    """A function that brings a page into one of the states there are."""

    def show(visitor):
        {"forgot": _forgot, "asked": _asked, "sent": _sent, "account": _account}.get(
            request.param, lambda visitor, house: _mail(visitor, house, request.param)
        )(visitor, house)
        return visitor.page

    return show


def _forgot(visitor, _house):
    go(visitor, "/sign-in?forgot")


def _asked(visitor, _house):
    ask_for_link(visitor, "nobody")


def _sent(visitor, _house):
    page = go(visitor, "/sign-in?sign-up")
    send(page, "sign-up", username=new_username("long"), password=PASSWORD, mail=_long())
    expect(page.locator("[data-onward]")).to_be_visible()


def _account(visitor, house):
    person = accounts.member(house)
    body = {"mail": _long(), "password": PASSWORD}
    assert person.ask("PUT", "/api/account/mail", json=body).status_code == 202
    accounts.give_session(visitor, person)
    expect(row(go(visitor, "/account"), body["mail"])).to_be_visible()


def _mail(visitor, house, state):
    person, mail = accounts.member(house), _long()
    body = {"mail": mail, "password": PASSWORD}
    assert person.ask("PUT", "/api/account/mail", json=body).status_code == 202
    page = visitor.page
    if state == "confirmed":
        confirm(visitor, newest_link(house.mail, mail))
        expect(page.locator("[data-onward]")).to_be_visible()
    else:
        go(visitor, newest_link(house.mail, mail).replace("/account", "/sign-in"))


def _long() -> str:
    return f"{new_username('m')}.{LONG}"


def test_axe_finds_nothing_to_object_to(come, scene):
    visitor = come(reduced_motion="reduce")
    scene(visitor)
    assert objections(visitor) == []


def test_nothing_sticks_out_and_targets_are_large(come, scene):
    page = scene(come(viewport=PHONE, has_touch=True, is_mobile=True))
    assert misfits(page) == []
