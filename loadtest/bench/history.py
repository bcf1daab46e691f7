"""The line about long histories: a page among a million messages, and one among a thousand."""

import random
import sqlite3
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

from . import promises
from .loads import times
from .measure import Result, Side, alternate, p95, ratio
from .stage import Stage, chat
from .wire import Connection

FEW, MANY = 1_000, 1_000_000
PAGES_A_ROUND = 150
PAGE = 50
# In one statement: SQLite makes the rows itself. Each has an author, a client_id and a revision
# as if it had been posted; the counter follows.
FILL = """
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count)
INSERT INTO messages (room_id, author_id, revision, kind, content, client_id, created_at)
SELECT 1, (SELECT max(id) FROM users), (SELECT revision FROM feed_state) + n, 'text',
  'Message ' || n || ': the build is green again, and the editor opens in half the time.',
  lower(hex(randomblob(16))),
  strftime('%Y-%m-%d %H:%M:%f000', '2026-01-01', '+' || (n * 10) || ' seconds')
FROM number
"""
Step = Callable[[], None]


def pages(folder: Path, step: Step) -> Result:
    """Both chats run at once; the one that is not asked does nothing."""
    with ExitStack() as stages:
        many = stages.enter_context(_filled(folder / "many", MANY))
        step()
        few = stages.enter_context(_filled(folder / "few", FEW))
        ours, limit = alternate(_asking(many), _asking(few), step)
    note = f"The newest page and random ones in turn, {PAGES_A_ROUND} in each round, one by one."
    return ratio(promises.PAGES, Side(ours, "ms", 2), Side(limit, "ms", 2), note)


def _asking(stage: Stage) -> Callable[[], float]:
    """A round of pages; what it gives is their p95 in milliseconds."""
    connection = Connection(stage.address)
    page = stage.ask(stage.guest.get("/api/messages?room_id=1"))["messages"]
    if len(page) != PAGE:
        raise RuntimeError(f"a page of {PAGE} messages has {len(page)}")
    newest = page[-1]["id"]

    def ask() -> float:
        starts = [random.randrange(2 * PAGE, newest) for _ in range(PAGES_A_ROUND // 2)]
        paths = [f"/api/messages?room_id=1&before={start}" for start in starts]
        paths += ["/api/messages?room_id=1"] * len(starts)
        random.shuffle(paths)
        return p95(times(connection, [stage.guest.get(path) for path in paths]))

    return ask


def _filled(folder: Path, count: int):
    """A chat with that many messages. It makes its own database, which is filled while it rests."""
    with chat(folder) as stage:
        database = stage.database
    fill(database, count)
    return chat(folder)


def fill(database: Path, count: int) -> None:
    """Add that many messages to the Lobby of a chat that is not running."""
    db = sqlite3.connect(database)
    with db:
        db.execute(FILL, {"count": count})
        db.execute("UPDATE feed_state SET revision = (SELECT max(revision) FROM messages)")
    db.close()
