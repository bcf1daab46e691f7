"""A mail server of one's own, and what is done with the mails that it takes."""

import importlib.util

from playwright.sync_api import Locator, Page, expect

from tests.browser.accounts import PASSWORD, go, member, send
from tests.browser.visitor import Visitor
from tests.stack.conftest import REPO
from tests.stack.people import Person

_spec = importlib.util.spec_from_file_location("mail_sink", REPO / "api/tests/mail_sink.py")
mail_sink = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(mail_sink)
MailSink = mail_sink.MailSink


def newest_link(sink: MailSink, address: str, count: int = 1) -> str:
    """The path of the link in the newest of at least so many mails to an address."""
    link = mail_sink.link_in(sink.wait(count, to=address)[-1])
    return link[link.index("/", len("http://")) :]


def member_with_mail(stack, stem: str = "member", mail: str = "") -> Person:
    """Somebody with an account and a confirmed `mail` address."""
    person = member(stack, stem)
    person.mail = mail or f"{person.username}@example.org"
    body = {"mail": person.mail, "password": PASSWORD}
    assert person.ask("PUT", "/api/account/mail", json=body).status_code == 202
    token = newest_link(stack.mail, person.mail).partition("=")[2].partition("&")[0]
    answer = person.ask("POST", "/api/account/mail/confirmation", json={"token": token})
    assert answer.json() == {"mail": person.mail, "username": person.username}
    return person


def ask_for_link(visitor: Visitor, account: str) -> Page:
    """Say that the password is forgotten."""
    page = go(visitor, "/sign-in")
    page.get_by_role("link", name="Forgot your password?").click()
    expect(page).to_have_url(f"{visitor.url}/sign-in?forgot")
    send(page, "recover", account=account)
    expect(page.locator("[data-recover-form] [data-form-done]")).to_contain_text(
        "If there is an account with a confirmed mail address"
    )
    return page


def confirm(visitor: Visitor, path: str) -> Page:
    """Open the link that confirms an address, and press its button."""
    visitor.page.goto(visitor.url + path)
    expect(visitor.page.get_by_role("heading")).to_have_text("Confirm your mail address")
    assert visitor.page.url == f"{visitor.url}/sign-in", "the token stays in the address"
    send(visitor.page, "mail")
    return visitor.page


def row(page: Page, mail: str) -> Locator:
    """What /account says of an address."""
    return page.locator("[data-mail-list] > li").filter(has_text=mail)
