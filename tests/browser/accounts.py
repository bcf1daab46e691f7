"""The cast of the account pages: an owner who came by the set-up link, members, and their verbs."""

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor
from tests.stack.accounts import PASSWORD, member, new_username, owner, setup_path
from tests.stack.people import Person

__all__ = [
    "PASSWORD",
    "end_session",
    "fill",
    "give_session",
    "go",
    "has_to_sign_in_again",
    "in_the_chat",
    "member",
    "new_username",
    "owner",
    "problem",
    "send",
    "setup_path",
    "sign_in",
]


def end_session(person: Person) -> None:
    """End the session that a browser may hold by now."""
    assert person.ask("DELETE", "/api/session", json={}).status_code == 204


def give_session(visitor: Visitor, person: Person) -> None:
    """Let a browser hold the session that somebody has opened through the API."""
    cookies = [{"name": c.name, "value": c.value, "url": visitor.url} for c in person.http.cookies]
    visitor.context.add_cookies(cookies)


def go(visitor: Visitor, path: str) -> Page:
    """Open an account page and wait until it knows who looks at it."""
    visitor.page.goto(visitor.url + path)
    expect(visitor.page.locator("main [data-content]")).to_be_visible()
    return visitor.page


def fill(page: Page, form: str, **values: str) -> Locator:
    """Type into a form's fields, by their names."""
    where = page.locator(f"[data-{form}-form]")
    for name, value in values.items():
        where.locator(f"[name={name}]").fill(value)
    return where


def send(page: Page, form: str, **values: str) -> Locator:
    """Fill a form and press its button."""
    where = fill(page, form, **values)
    where.locator("[type=submit]").click()
    return where


def problem(page: Page, form: str) -> Locator:
    """What a form says of the refusal."""
    return page.locator(f"[data-{form}-form] [data-form-problem]")


def sign_in(visitor: Visitor, username: str, password: str = PASSWORD) -> None:
    """Sign in by the form that is open."""
    send(visitor.page, "sign-in", username=username, password=password)


def in_the_chat(visitor: Visitor) -> Visitor:
    """Wait for the conversation."""
    expect(visitor.page).to_have_url(f"{visitor.url}/rooms/1-lobby")
    return visitor.wait()


def has_to_sign_in_again(visitor: Visitor) -> None:
    """Wait for the form that a session's end leads to, which leads back to where they were."""
    expect(visitor.page).to_have_url(re.compile(r"/sign-in\?ended(&next=/rooms/1-lobby)?$"))
