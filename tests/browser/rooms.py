"""The cast of the rooms: members with a browser, and what they see of rooms."""

from uuid import uuid4

from playwright.sync_api import Locator, expect

from tests.browser import accounts
from tests.browser.visitor import Visitor
from tests.stack.people import Person


class Member(Visitor):
    """A member at a browser; `person` is the same one, talking through the API."""

    person: Person

    def link(self, room: str) -> Locator:
        """A room in the sidebar."""
        return self.page.locator("[data-room-links] .room-link").filter(has_text=room)

    def count(self, room: str) -> Locator:
        """How much of a room is unread, as the sidebar shows it."""
        return self.link(room).locator("[data-count]")

    def mentions(self, room: str) -> Locator:
        """How often one is meant there."""
        return self.link(room).locator("[data-mentions]")

    def enter(self, room: str) -> None:
        """Go to a room by the sidebar."""
        self.link(room).click()
        self.is_in(room)

    def is_in(self, room: str) -> None:
        """Wait until a room is open, with what was said in it."""
        expect(self.heading).to_have_text(room)
        expect(self.page.locator("[data-stage]")).not_to_have_attribute("data-scene", "opening")

    def visit(self, path: str) -> None:
        """Go to an address."""
        self.page.goto(self.url + path)


def ask(person: Person, method: str, path: str, **body) -> dict:
    """A call that succeeds."""
    answer = person.ask(method, path, json=body)
    assert answer.ok, answer.text
    return answer.json() if answer.content else {}


def say(person: Person, room_id: int, content: str) -> dict:
    """Say something in a room, through the API."""
    new = {"room_id": room_id, "content": content, "client_id": str(uuid4())}
    return ask(person, "POST", "/api/messages", **new)


def make_room(person: Person, name: str, *others: Person, kind: str = "private") -> dict:
    """Make a room with others in it."""
    people = [other.id for other in others]
    return ask(person, "POST", "/api/rooms", name=name, kind=kind, people=people)


def a_member(stack, name: str) -> Person:
    """Somebody with an account, by a name that nobody else has."""
    called = f"{name} No. {accounts.new_username('')}"
    person = accounts.member(stack, name.lower(), name=called)
    person.name = called
    return person


def named(stem: str) -> str:
    """A name that no other test's room has."""
    return f"{stem} {accounts.new_username('')}"
