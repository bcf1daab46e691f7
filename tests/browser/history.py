"""A past for a chat: messages through the API, then moved back in time in its database."""

import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.stack.people import Person

MESSAGES = 330
MINUTES_APART = 15


def line(number: int) -> str:
    """The text of a message of the past: some are taller than others."""
    more = "".join(f"\nand its line {n}" for n in range(2, 2 + number % 4))
    return f"message {number:04}{more}"


def tell_history(stack, messages: int = MESSAGES) -> None:
    """Two people talk, a quarter of an hour between any two messages, up to a minute ago."""
    people = [guest(stack), guest(stack)]
    for number in range(1, messages + 1):
        # Two in a row by each, so that there are runs as well as changes of turn.
        assert people[number // 2 % 2].post(line(number)).status_code == 201
    newest = datetime.now(UTC) - timedelta(minutes=1)
    step = timedelta(minutes=MINUTES_APART)
    move_back(stack, [newest - step * (messages - n) for n in range(1, messages + 1)])


def guest(stack, name: str | None = None) -> Person:
    """Somebody who talks through the API."""
    person = Person(stack.url)
    body = {"name": name} if name else {}
    assert person.ask("POST", "/api/session/guest", json=body).status_code == 201
    return person


def move_back(stack, times: list[datetime]) -> None:
    """Give the messages of a chat, oldest first, other times. Pages read them from the database."""
    with closing(sqlite3.connect(Path(stack.data_dir) / "parley.db", timeout=15)) as database:
        ids = [row[0] for row in database.execute("SELECT id FROM messages ORDER BY id")]
        texts = [f"{time.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}" for time in times]
        with database:
            database.executemany(
                "UPDATE messages SET created_at = ? WHERE id = ?", zip(texts, ids, strict=True)
            )
