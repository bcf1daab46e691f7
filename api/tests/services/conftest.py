"""What the tests of services share."""

import sqlite3
from contextlib import closing

import pytest

from parley.services import feed


def everything(chat):
    with chat.app.app_context():
        ring = feed.current().ring
        known = (ring.newest, ring.since(0, {1}, 1000))
    return {
        "rows": chat.sql("SELECT * FROM messages"),
        "people": chat.sql("SELECT * FROM users"),
        "newest": chat.newest(),
        "files": chat.cursor_files(),
        "ring": known,
    }


@pytest.fixture
def before(chat, alice):
    """Everything that a failed change must leave as it was; the cursor file is published."""
    alice.says("before")
    alice.load()
    alice.follow()
    state = everything(chat)
    assert list(state["files"]) == [state["newest"]]
    return state


def contents(path):
    with closing(sqlite3.connect(path)) as connection:
        return [text for (text,) in connection.execute("SELECT content FROM messages ORDER BY id")]


@pytest.fixture
def backup(chat, alice, tmp_path):
    """A backup in which Alice said "saved"; since then she said "later", and Bob came."""
    alice.says("saved")
    path = tmp_path / "backup.db"
    assert chat.run_command("backup", str(path)).output == f"Saved to {path}.\n"
    alice.says("later")
    return path
