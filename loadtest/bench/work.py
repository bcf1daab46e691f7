"""The lines about work that reaches Python: polls with news, and posts."""

import json
import sqlite3
import time
from collections.abc import Callable
from itertools import count
from pathlib import Path
from uuid import uuid4

from . import promises
from .cores import SERVER, on
from .loads import hammer
from .measure import Result, Side, alternate, ratio
from .stage import Guest, Stage, bare
from .wire import Connection

ROUND_SECONDS = 1.2
CALLERS = 16
WRITERS = 10
CONTENT = "The build is green again, and the new editor opens in half the time."
CREATED_AT = "2026-01-01 00:00:00.000000"
COPIED = "SELECT sql FROM sqlite_master WHERE tbl_name = 'messages' AND sql IS NOT NULL"
INSERT = """
INSERT INTO written (room_id, author_id, revision, kind, content, client_id, created_at)
VALUES (1, 1, ?, 'text', ?, ?, ?)
"""
Step = Callable[[], None]


def news(stage: Stage, step: Step) -> Result:
    """Polls that find one message, and a route that returns the same bytes without a thought."""
    cursor = stage.quiet_cursor()
    stage.ask(stage.guest.post(CONTENT))
    poll = stage.guest.get_directly(f"/api/messages?after={cursor}")
    callers = _connect(stage.api_socket, CALLERS)
    body = callers[0].ask(poll)
    if len(json.loads(body)["messages"]) != 1:
        raise RuntimeError(f"the poll was to find one message: {body[:300]!r}")
    with bare(stage.stack.run_dir / "bare", body) as (socket, _):
        others = _connect(socket, CALLERS)
        ours, limit = alternate(
            lambda: hammer(callers, lambda _: poll, ROUND_SECONDS),
            lambda: hammer(others, lambda _: poll, ROUND_SECONDS),
            step,
        )
    return ratio(promises.NEWS, Side(ours, "polls/s"), Side(limit, "constant answers/s"))


def posts(stage: Stage, step: Step) -> Result:
    """Ten people who post as fast as they are acknowledged, and the disk's own pace."""
    writers = [Guest(stage.stack.port) for _ in range(WRITERS)]
    lines = _connect(stage.address, WRITERS)
    with on(SERVER):
        commits = Commits(stage.database)
    ours, limit = alternate(
        lambda: hammer(lines, lambda i: writers[i].post(CONTENT), ROUND_SECONDS),
        lambda: commits.per_second(ROUND_SECONDS),
        step,
    )
    return ratio(promises.POSTS, Side(ours, "posts/s"), Side(limit, "commits/s"))


class Commits:
    """Messages that are only written: one row each, one transaction each, in the same file.

    The table has the columns and indexes of the chat's own; there is nothing around it.
    """

    def __init__(self, database: Path):
        self._db = sqlite3.connect(database, isolation_level=None, timeout=10)
        self._db.execute("PRAGMA synchronous = FULL")
        (mode,) = self._db.execute("PRAGMA journal_mode").fetchone()
        if mode != "wal":
            raise RuntimeError(f"the chat's database is in {mode} mode, not in WAL")
        for (sql,) in self._db.execute(COPIED).fetchall():
            self._db.execute(sql.replace("messages", "written"))
        self._revision = count(1)

    def per_second(self, seconds: float) -> float:
        """Commits per second on the server's core."""
        with on(SERVER):
            start = time.perf_counter()
            for done in count(1):
                self._db.execute(INSERT, (next(self._revision), CONTENT, uuid4().hex, CREATED_AT))
                if (elapsed := time.perf_counter() - start) >= seconds:
                    return done / elapsed
        raise AssertionError("count() does not end")


def _connect(address, number: int) -> list[Connection]:
    return [Connection(address) for _ in range(number)]
