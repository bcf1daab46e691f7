"""Alice owns the chat, Dora helps her as an administrator, Bob is a member, Gus is a guest;
Charlie is outside.
"""

from datetime import timedelta

import pytest

from parley import clock
from tests.accounts.banning import SOON, THEIRS
from tests.accounts.verifying import whole
from tests.cast_accounts import alice_as_owner, bob_as_member

__all__ = ["alice_as_owner", "bob_as_member"]


@pytest.fixture
def log(chat, alice, bob):
    """Five entries at least, which are whole."""
    alice.change_person(bob.id, role="administrator")
    alice.change_person(bob.id, role="member")
    count = chat.sql("SELECT count(*) FROM audit_entries")[0][0]
    assert count >= 5 and whole(chat) == count
    return count


@pytest.fixture
def backup(chat, log, tmp_path):
    path = tmp_path / "backup.db"
    assert chat.run_command("backup", str(path)).exit_code == 0
    return path


@pytest.fixture
def later(monkeypatch):
    """A function that lets time pass."""

    def wait(**time):
        moment = clock.utcnow() + timedelta(**time)
        monkeypatch.setattr(clock, "utcnow", lambda: moment)

    return wait


@pytest.fixture
def banned(alice):
    """The ban of an address, which Alice has made."""
    answer = alice.ban(THEIRS, SOON)
    assert answer.status_code == 201, answer.text
    return answer.json


@pytest.fixture
def turns(monkeypatch):
    """A list that grows whenever long work lets others go first."""
    given = []
    monkeypatch.setattr("parley.services.turns.give", lambda: given.append(1))
    return given
