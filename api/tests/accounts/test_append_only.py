"""The audit log only grows; and the hash by which whoever hosts the chat knows that it did."""

from sqlite3 import IntegrityError, OperationalError

import pytest

from parley.services import backups
from tests.accounts.verifying import forge, restored, verified, whole


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entries SET act = 'x' WHERE id = 3",
        "UPDATE audit_entries SET id = 99 WHERE id = 3",
        "UPDATE audit_entries SET hash = hash",
        "DELETE FROM audit_entries WHERE id = 3",
        "DELETE FROM audit_entries",
    ],
)
def test_append_only(chat, alice, log, statement):
    """Nothing that the chat may be made to say to its database changes what is written."""
    before = chat.sql("SELECT * FROM audit_entries")
    with pytest.raises(IntegrityError, match="the audit log only grows"):
        chat.sql(statement)
    assert chat.sql("SELECT * FROM audit_entries") == before
    alice.decide(guests=True)
    assert whole(chat) == log + 1


def test_a_restore_leaves_it_append_only(chat, log, backup):
    restored(chat, backup)
    with pytest.raises(IntegrityError, match="the audit log only grows"):
        chat.sql("DELETE FROM audit_entries")
    assert whole(chat) == log


def test_a_restore_that_fails_leaves_it_append_only_too(chat, log, backup, monkeypatch):
    monkeypatch.setattr(backups, "COUNT_OF_THE_LOG", ("no SQL",))
    with pytest.raises(OperationalError):
        chat.run(backups.restore, backup)
    with pytest.raises(IntegrityError, match="the audit log only grows"):
        chat.sql("DELETE FROM audit_entries")
    assert whole(chat) == log


def newest(chat):
    return chat.sql("SELECT hash FROM audit_entries ORDER BY id DESC LIMIT 1")[0][0]


def test_the_newest_hash_is_shown_to_be_noted(chat, alice, log):
    noted = newest(chat)
    assert f"The newest has the hash {noted}." in verified(chat).output
    alice.decide(guests=True)
    assert verified(chat, "--noted", noted).exit_code == 0
    assert verified(chat, "--noted", "0" * 64).exit_code == 1


def test_a_log_that_was_written_anew_as_a_whole_is_found_by_it(make_chat, chat, log):
    """Whoever can write to the file makes a chain of their own, which is whole."""
    noted = newest(chat)
    forge(chat, "DELETE FROM audit_entries")
    chat.sql("DELETE FROM sqlite_sequence WHERE name = 'audit_entries'")
    chat.account("Zoe", "owner").decide(guests=True)
    assert whole(chat) > 0
    done = verified(chat, "--noted", noted)
    assert (done.exit_code, done.output) == (
        1,
        "Error: The hash that was noted is not in this audit log.\n",
    )
