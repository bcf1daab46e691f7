"""The stacks, the browser and the cast of the browser tests."""

import shutil
from contextlib import contextmanager

import pytest
from playwright.sync_api import sync_playwright

from tests.browser import accounts, sso
from tests.browser.browsing import launch
from tests.browser.history import tell_long_past
from tests.browser.mail import MailSink
from tests.browser.rooms import Member, a_member
from tests.browser.visitor import Visitor
from tests.stack.conftest import dist, folder, free_port, new_stack
from tests.stack.people import Person

__all__ = ["dist", "folder", "free_port", "new_stack"]

GENEROUS = {
    "GUESTS_PER_MINUTE": 1_000_000,
    "SIGN_INS_PER_MINUTE": 1_000_000,
    "POSTS_MAX": 1_000_000,
}
NARROW = GENEROUS | {"POSTS_MAX": 6, "POSTS_WINDOW_SECONDS": 4}


@pytest.fixture(scope="session")
def html(dist, folder):
    """The real page; a copy, so that a build meanwhile does not pull it from under a browser."""
    return shutil.copytree(dist, folder / "dist")


@contextmanager
def running(stack):
    """A chat, started; ended without waiting for browsers that are still connected."""
    with stack:
        yield stack
        stack.kill_api()


@contextmanager
def seats():
    """A list for those at a browser; in the end they must all leave without a word of complaint."""
    seated = []
    yield seated
    complaints = [line for visitor in seated for line in visitor.complaints.all]
    for visitor in seated:
        visitor.leave()
    assert complaints == []


@pytest.fixture(scope="session")
def chat(new_stack):
    """The chat most tests share: each says things that no other one says."""
    with running(new_stack(settings=GENEROUS)) as stack:
        yield stack


@pytest.fixture(scope="session")
def frail(new_stack):
    """A chat to break, with a narrow limit on posts. Each test leaves it running."""
    with running(new_stack(settings=NARROW)) as stack:
        yield stack


@pytest.fixture(scope="session")
def archive(new_stack):
    """A chat with a past: several days, 330 messages, numbered, of different heights."""
    with running(new_stack(settings=GENEROUS)) as stack:
        tell_long_past(stack)
        yield stack


@pytest.fixture(scope="module")
def house(new_stack):
    """A chat with an owner, for the tests of one file."""
    with running(new_stack(settings=GENEROUS)) as stack:
        stack.owner = accounts.owner(stack)
        yield stack


@pytest.fixture(scope="session")
def house_with_mail(new_stack, free_port):
    """A chat with an owner that can send mail."""
    port = free_port()
    with MailSink() as sink:
        settings = GENEROUS | sink.settings(f"http://127.0.0.1:{port}")
        with running(new_stack(port=port, settings=settings)) as stack:
            stack.mail, stack.owner = sink, accounts.owner(stack)
            yield stack


@pytest.fixture(scope="session")
def house_with_providers(new_stack, free_port):
    """One that sends mail, too, and whose people come from elsewhere."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    with MailSink() as sink, sso.providers(url, away=free_port()) as providers:
        settings = GENEROUS | sink.settings(url) | providers
        with running(new_stack(port=port, settings=settings)) as stack:
            stack.mail, stack.owner = sink, accounts.owner(stack)
            yield stack


@pytest.fixture(scope="session")
def chromium():
    """One browser process for the whole run."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        yield browser
        browser.close()


@pytest.fixture
def arrive(chromium, chat):
    """A function that brings somebody to the page."""

    def come(name: str = "", stack=chat, is_open: bool = True, **options) -> Visitor:
        visitor = Visitor(chromium, stack.url, **options)
        visitors.append(visitor)
        if name:
            visitor.be_called(name)
        return visitor.open() if is_open else visitor

    with seats() as visitors:
        yield come


@pytest.fixture
def come(arrive, house):
    """A function that brings somebody to the house: as a person of the API, or a stranger."""

    def bring(person=None, **options):
        visitor = arrive(stack=house, is_open=False, **options)
        if person is not None:
            accounts.give_session(visitor, person)
        return visitor

    return bring


@pytest.fixture
def cast(chat):
    """Three people with accounts, who talk through the API."""
    return [a_member(chat, name) for name in ("Alice", "Bob", "Charlie")]


@pytest.fixture
def at_browser(chromium, chat):
    """A function that seats somebody at a browser of their own; `kind` of member is what they see."""

    def seat(person, kind=Member, **options) -> Member:
        member = kind(chromium, chat.url, **options)
        member.person = person
        accounts.give_session(member, person)
        seated.append(member)
        return member.open()

    with seats() as seated:
        yield seat


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item, call):
    """Let fixtures know how their test went."""
    report = yield
    if report.failed:
        item.has_failed = True
    return report


@pytest.fixture(scope="session")
def regulars(chromium, chat):
    """Alice and Bob sit at their pages for the whole run, as people do."""
    seats = {}

    def at(name: str) -> Visitor:
        if name not in seats:
            seats[name] = Visitor(chromium, chat.url)
            seats[name].be_called(name)
            seats[name].open()
        return seats[name]

    yield at
    for visitor in seats.values():
        visitor.leave()


@pytest.fixture
def alice(regulars, request):
    """Alice, who has the page open."""
    yield from _seated(regulars("Alice"), request.node)


@pytest.fixture
def bob(regulars, request):
    """Bob, who has the page open in a browser of his own."""
    yield from _seated(regulars("Bob"), request.node)


def _seated(visitor: Visitor, test):
    visitor.complaints.all.clear()
    yield visitor
    visitor.tidy(is_messy=hasattr(test, "has_failed"))
    assert visitor.complaints.all == []


@pytest.fixture
def script(chat) -> Person:
    """Somebody who talks through the API, without a page."""
    person = Person(chat.url)
    assert person.become_guest().status_code == 201
    return person
