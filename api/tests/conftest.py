"""Fixtures: a fresh chat for each test, and the people in front of it.

Alice, Bob and Gus are guests of the chat; Charlie is a stranger: he has no session. Where Olga comes
she owns the chat, and Dora helps her as an administrator.
"""

import time

import pytest

pytest.register_assert_rewrite("tests.cast", "tests.cast_rooms", "tests.claims", "tests.stage")

from argon2 import PasswordHasher
from hypothesis import settings

from parley import db
from parley.services import passwords
from tests import stage
from tests.clock import Clock

# The same examples each time, however slow the machine is.
settings.register_profile("parley", deadline=None, derandomize=True, database=None)
settings.load_profile("parley")


@pytest.fixture(scope="session")
def real_pragmas():
    return db.PRAGMAS


@pytest.fixture(scope="session", autouse=True)
def without_waiting_for_the_disk(real_pragmas):
    """No test cuts the power. What connections really ask of the disk: services/test_database.py."""
    with pytest.MonkeyPatch.context() as patch:
        fast = [line for line in real_pragmas if not line.startswith("synchronous")]
        patch.setattr(db, "PRAGMAS", (*fast, "synchronous = OFF"))
        yield


@pytest.fixture(scope="session")
def real_hasher():
    return passwords._hasher


@pytest.fixture(scope="session", autouse=True)
def with_hashes_that_cost_little(real_hasher):
    """No test guesses passwords. What hashes really cost: services/test_passwords.py."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "_hasher", PasswordHasher(1, 8, 1))
        yield


@pytest.fixture
def verified(monkeypatch):
    """The hashes against which passwords were held, as it happens."""
    hashes = []

    class Counting(PasswordHasher):
        def verify(self, kept, password):
            hashes.append(kept)
            return super().verify(kept, password)

    monkeypatch.setattr(passwords, "_hasher", Counting(1, 8, 1))
    return hashes


@pytest.fixture
def clock(monkeypatch):
    """The time as limits and signals see it, which stands still but for the test."""
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture(scope="session")
def template(tmp_path_factory):
    """A migrated database, made once and copied for each test."""
    return stage.made_once(tmp_path_factory.mktemp("template"))


@pytest.fixture
def make_chat(template, tmp_path_factory):
    """Make chats with settings of the test's own."""
    made = []

    def make(**settings):
        made.append(stage.copied(template, tmp_path_factory.mktemp("chat"), **settings))
        return made[-1]

    yield make
    for chat in made:
        chat.close()


@pytest.fixture(scope="module")
def shared_chat(template, tmp_path_factory):
    """One chat for all tests of a file that leave no trace."""
    chat = stage.copied(template, tmp_path_factory.mktemp("shared"), **stage.UNLIMITED)
    yield chat
    chat.close()


@pytest.fixture
def chat(make_chat):
    """A chat where nobody has to wait before posting."""
    return make_chat(**stage.UNLIMITED)


@pytest.fixture
def alice(chat):
    return chat.guest("Alice")


@pytest.fixture
def bob(chat):
    return chat.guest("Bob")


@pytest.fixture
def charlie(chat):
    return chat.stranger()


@pytest.fixture
def gus(chat):
    return chat.guest("Gus")


@pytest.fixture
def olga(chat):
    return chat.account("Olga", "owner")


@pytest.fixture
def dora(chat):
    return chat.account("Dora", "administrator")
