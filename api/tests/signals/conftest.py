"""People who send signals, by a clock that the tests advance."""

import pytest

from tests.cast import LOBBY
from tests.cast_accounts import alice_as_member, bob_as_member

__all__ = ["alice_as_member", "bob_as_member"]


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
