"""How connections to the database are tuned."""

import pytest

from parley import db as database
from parley.db import db
from parley.services import feed


@pytest.fixture
def chat(make_chat, monkeypatch, real_pragmas):
    """With what connections really ask of the disk (the other tests do without)."""
    monkeypatch.setattr(database, "PRAGMAS", real_pragmas)
    return make_chat()


@pytest.mark.parametrize(
    ("pragma", "value"), [("journal_mode", "wal"), ("synchronous", 2), ("foreign_keys", 1)]
)
def test_an_acknowledged_message_survives_power_loss_and_keys_lead_somewhere(chat, pragma, value):
    """synchronous=FULL (2) makes each commit wait for the disk."""
    with chat.app.app_context():
        assert db.session.connection().exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        feed.current().newest()
        assert feed.current()._watch.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_after_a_write_readers_wait_as_before(chat):
    with chat.app.app_context():
        with database.write():
            pass
        connection = db.session.connection()
        assert connection.exec_driver_sql("PRAGMA busy_timeout").scalar() == database.BUSY_MS


def test_connections_are_given_back(chat):
    """A leak of one connection a request would stop the chat after fifteen."""
    alice = chat.guest("Alice")
    for number in range(40):
        alice.post_message("x" if number % 2 else "")
        alice.rename("Alice" if number % 2 else "Ada")
        alice.page()
        alice.poll(after="0000000000000000-0")
    with chat.app.app_context():
        assert db.engine.pool.checkedout() == 0


@pytest.mark.parametrize("name", ["a b", "50%25", "what?", "a#b", "ü", "a;b", "'", "mode=memory"])
def test_the_folder_may_have_any_name(template, tmp_path, name):
    from tests.stage import Chat

    chat = Chat(tmp_path / name)
    chat.prepare()
    chat.guest("Alice")
    assert chat.sql("SELECT name FROM users") == [("Alice",)]
    chat.close()
