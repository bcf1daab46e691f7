"""The cast of the account pages: an owner who came by the set-up link, members, and their verbs."""

import itertools
import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.visitor import Visitor
from tests.stack.people import ApiLog, Person

PASSWORD = "correct horse battery"
_numbers = itertools.count(1)


def new_username(stem: str) -> str:
    """A user name nobody in this run has."""
    return f"{stem}{next(_numbers)}"


def setup_path(stack) -> str:
    """The link that the start of a chat without an owner has logged, without the host."""
    (line,) = [line for line in ApiLog(stack.api_log).lines() if "setup_link" in line]
    return line["setup_link"][line["setup_link"].index("/sign-in#") :]


def member(stack, stem: str = "member", **more: str) -> Person:
    """Somebody with an account who talks through the API; `username` and `id` are theirs."""
    person = Person(stack.url)
    person.username = new_username(stem)
    body = {"username": person.username, "password": PASSWORD} | more
    answer = person.ask("POST", "/api/account", json=body)
    assert answer.status_code == 201, answer.text
    person.id = answer.json()["id"]
    return person


def owner(stack, **more: str) -> Person:
    """Whoever opens the set-up link of a fresh chat."""
    person = Person(stack.url)
    person.username = new_username("owner")
    token = setup_path(stack).partition("#setup=")[2]
    body = {"token": token, "username": person.username, "password": PASSWORD} | more
    answer = person.ask("POST", "/api/setup", json=body)
    assert answer.status_code == 201, answer.text
    person.id = answer.json()["id"]
    return person


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
