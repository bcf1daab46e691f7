"""People with accounts: an owner who came by the set-up link, and members."""

import itertools

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
