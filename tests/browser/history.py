"""A past for a chat: messages of other days, and more of them than posting could bring in time.

Written straight into the database, as the API's own command line may do beside a running chat:
under the write lock, with the next revisions, the cursor file withdrawn before the commit.
"""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import uuid4

from tests.stack.people import LOBBY, Person

MESSAGES = 330
MINUTES_APART = 15


@dataclass(frozen=True)
class Said:
    """A message of the past."""

    author_id: int
    content: str
    at: datetime
    kind: str = "text"


def guest(stack, name: str | None = None) -> Person:
    """Somebody who talks through the API; `id` is theirs."""
    person = Person(stack.url)
    body = {"name": name} if name else {}
    answer = person.ask("POST", "/api/session/guest", json=body)
    assert answer.status_code == 201, answer.text
    person.id = answer.json()["id"]
    return person


def tell(stack, past: Iterable[Said]) -> None:
    """Add messages to the Lobby of a running chat, in this order, in one change."""
    with closing(sqlite3.connect(Path(stack.data_dir) / "parley.db", timeout=30)) as database:
        database.isolation_level = None
        database.execute("BEGIN IMMEDIATE")
        epoch, revision = database.execute("SELECT epoch, revision FROM feed_state").fetchone()
        rows = [_row(said, revision + n) for n, said in enumerate(past, 1)]
        database.executemany(
            "INSERT INTO messages (room_id, author_id, content, created_at, kind, client_id,"
            f" revision) VALUES ({LOBBY}, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        database.execute("UPDATE feed_state SET revision = ?", (revision + len(rows),))
        (Path(stack.feed_dir) / f"{epoch}-{revision}").unlink(missing_ok=True)
        database.execute("COMMIT")


def _row(said: Said, revision: int) -> tuple:
    at = f"{said.at.astimezone(UTC):%Y-%m-%d %H:%M:%S.%f}"
    return said.author_id, said.content, at, said.kind, uuid4().hex, revision


def line(number: int) -> str:
    """The first line of a message of the long past."""
    return f"message {number:04}"


def tell_long_past(stack) -> None:
    """Two people talk, a quarter of an hour between any two messages, up to a minute ago."""
    people = [guest(stack), guest(stack)]
    newest = datetime.now(UTC) - timedelta(minutes=1)
    tell(stack, [_said(people, number, newest) for number in range(1, MESSAGES + 1)])


def _said(people: list[Person], number: int, newest: datetime) -> Said:
    """Two in a row by each, so that there are runs as well as turns; some wrap where it is narrow."""
    author = people[number // 2 % 2]
    more = "".join("\n" + f"its line {n} " * 8 for n in range(2, 2 + number % 4))
    at = newest - timedelta(minutes=MINUTES_APART) * (MESSAGES - number)
    return Said(author.id, line(number) + more, at)
