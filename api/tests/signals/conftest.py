"""People who send signals, by a clock that the tests advance."""

import time

import pytest

from tests.cast import LOBBY


class Clock:
    """Stands still until it is told to advance."""

    def __init__(self):
        self.now = 1_800_000_000.0

    def advance(self, seconds):
        self.now += seconds


@pytest.fixture
def clock(monkeypatch):
    clock = Clock()
    monkeypatch.setattr(time, "monotonic", lambda: clock.now)
    return clock


@pytest.fixture
def alice(chat):
    return chat.account("Alice")


@pytest.fixture
def bob(chat):
    return chat.account("Bob")


@pytest.fixture
def den(alice, bob):
    """A private room of Alice and Bob."""
    return alice.has_room(bob, kind="private")


@pytest.fixture
def calls(clock):
    """Call with a little time in between, since nobody may call all the time."""

    def call(person, room_id=LOBBY, **doing):
        clock.advance(0.6)
        answer = person.signal(room_id, **doing)
        assert answer.status_code == 200, answer.text
        assert set(answer.json) == {"reads", "typing", "presence"}
        return answer.json

    return call


def typing(answer):
    return [(each["id"], each["name"]) for each in answer["typing"]]
