"""The feed: the one door through which visible changes go in, and the one question to it.

Every change that others can see is a message with a new revision, made inside `change()`.
Clients hold a cursor and ask `since()`: which messages that I may see have a revision above mine?
"""

import sqlite3
import threading
import time
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, TypeVar

import structlog
from sqlalchemy import Engine, Row
from sqlalchemy.orm import Session

from parley import render
from parley.db import db, one_writer, tune, write
from parley.domain.cursors import Cursor
from parley.errors import Busy
from parley.models import FeedState, Message
from parley.models.message import NOTICE
from parley.services.cursor_files import CursorFiles
from parley.services.ring import Change, Ring

REPLAY_MAX = 2_000  # revisions behind which loading the page costs less than replaying
BACKSTOP_S = 1.0  # how often a waiter looks for commits of other processes
MEMORY_MAX = 10_000  # entries

T = TypeVar("T")
log = structlog.get_logger()


class Feed:
    """What this process knows of one database's feed."""

    def __init__(self, engine: Engine, settings: dict[str, Any]) -> None:
        self.ring = Ring()
        self.files = CursorFiles(settings["FEED_DIR"])
        self.news = threading.Event()
        self.memory: dict[Hashable, Any] = {}
        self._database = Path(engine.url.database or "")
        self._watch: sqlite3.Connection | None = None
        self._seen_version: int | None = None

    def newest(self) -> Cursor:
        """The newest committed cursor, whoever committed it.

        SQLite's data_version changes with each commit of another connection and costs next to
        nothing to read, so only after a commit is the row itself read.
        """
        if self._watch is None:
            self._watch = sqlite3.connect(self._database, check_same_thread=False)
            tune(self._watch)
        (version,) = self._watch.execute("PRAGMA data_version").fetchone()
        if version != self._seen_version:
            row = self._watch.execute("SELECT epoch, revision FROM feed_state").fetchone()
            self._moved_to(Cursor(*row))
            self._seen_version = version
        return self.ring.newest

    def _moved_to(self, newest: Cursor) -> None:
        if newest != self.ring.newest:  # somebody else's change: the command line's
            self.ring.restart(newest)
            self.memory.clear()
            self.wake()

    def took(self, draft: "Draft") -> None:
        """Take in what this process has just committed."""
        is_gap = self.ring.newest != draft.before  # another process came in between
        if is_gap or any(message.kind == NOTICE for message in draft.messages):
            self.memory.clear()
        self.ring.append(draft.after.epoch, draft.changes)
        if draft.rewrites_history:
            self.ring.restart(draft.after)
        self.wake()

    def wake(self) -> None:
        """Rouse whoever waits for news."""
        roused, self.news = self.news, threading.Event()
        roused.set()


def current() -> Feed:
    """The feed of the database in use."""
    return db.companion(Feed)


class Draft:
    """The messages of a change that is being made; `changes` is what became of them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.messages: list[Message] = []
        self.changes: list[Change] = []
        self.rewrites_history = False  # whether changes that the ring holds look different now
        self.before: Cursor | None = None
        self.after: Cursor | None = None

    def publish(self, message: Message) -> Message:
        """Give a message, new or changed, the next revision."""
        self.after = Cursor(*self.session.execute(FeedState.advance()).one())
        self.before = self.before or Cursor(self.after.epoch, self.after.revision - 1)
        message.revision = self.after.revision
        self.messages.append(message)
        if message.id is None:  # past the unit of work, which would cost several times as much
            message.id = self.session.scalar(Message.insertion(), message.values())
        return message

    def render(self) -> None:
        """Read the messages back as everybody will see them."""
        self.session.flush()
        ids = [message.id for message in self.messages]
        self.changes = _rendered(self.session.execute(Message.these(), {"ids": ids}))


@contextmanager
def change() -> Iterator[Draft]:
    """Make a change that others can see; leaving by an exception undoes all of it.

    Nobody else in the process writes until the ring has the change too. The cursor file goes
    before the commit, so that nginx can never say "nothing new" about a change that was
    acknowledged. A change that publishes nothing writes nothing.

    Raises:
        Busy: others held the database for too long.
        OSError: the cursor file could not be withdrawn.
    """
    feed = current()
    with one_writer():
        with write() as session:
            draft = Draft(session)
            yield draft
            if not draft.messages:
                session.rollback()
                return
            draft.render()
            feed.files.withdraw(draft.before)
        feed.took(draft)


def _rendered(rows: Iterable[Row]) -> list[Change]:
    return [
        Change(row.revision, row.id, row.room_id, render.to_json(render.message(row)))
        for row in rows
    ]


def since(room_ids: Collection[int], cursor: Cursor, limit: int) -> bytes:
    """The feed's answer to someone who may see these rooms and knows everything up to `cursor`.

    Returns:
        JSON: {messages, cursor, more, reset}; see the contract.
    """
    newest = current().newest()
    behind = newest.revision - cursor.revision
    if cursor.epoch != newest.epoch or not 0 <= behind <= REPLAY_MAX:
        return render.feed((), newest, reset=True)
    if behind == 0:
        _publish(newest)
        return render.feed((), newest)
    changes = current().ring.since(cursor.revision, room_ids, limit + 1)
    if changes is None:
        changes, newest = _read_back(room_ids, cursor, limit + 1)
        if cursor.epoch != newest.epoch:  # everything was replaced since the first look
            return render.feed((), newest, reset=True)
    return _answer(changes, newest, limit)


def _read_back(
    room_ids: Collection[int], cursor: Cursor, limit: int
) -> tuple[list[Change], Cursor]:
    """The changes from the database, and the newest cursor in the same snapshot."""
    db.session.rollback()  # the snapshot that signed the request in may be older than the cursor
    newest = Cursor(*db.session.execute(FeedState.newest()).one())
    rows = db.session.execute(Message.changed_since(room_ids, cursor.revision, limit))
    return _rendered(rows), newest


def _answer(changes: list[Change], newest: Cursor, limit: int) -> bytes:
    """Up to `limit` changes; `changes` holds one more where there are more."""
    json = [change.json for change in changes[:limit]]
    if len(changes) <= limit:
        return render.feed(json, newest)
    return render.feed(json, Cursor(newest.epoch, changes[limit - 1].revision), more=True)


def _publish(cursor: Cursor) -> None:
    """Let nginx answer this cursor from now on, if it still is the newest."""
    feed = current()
    if feed.files.is_published(cursor):
        return
    # Who cannot have the lock at once goes without: the answer is right, and the next poll tries.
    with suppress(Busy), write(patience_s=0) as session:
        if not feed.files.is_published(cursor):
            newest = Cursor(*session.execute(FeedState.newest()).one())
            if cursor == newest:
                _write_file(feed.files, cursor)


def _write_file(files: CursorFiles, cursor: Cursor) -> None:
    try:
        files.publish(cursor)
    except OSError as error:  # a full or read-only disk: the API goes on answering
        log.warning("cursor file not written", reason=error.strerror)


def wait(cursor: Cursor, timeout_s: float) -> bool:
    """Wait until there is something after `cursor`.

    Returns:
        Whether there is; False after `timeout_s` seconds without.
    """
    feed = current()
    deadline = time.monotonic() + timeout_s
    while True:
        news = feed.news
        if feed.newest() != cursor:
            return True
        remaining = deadline - time.monotonic()
        if remaining <= 0:
            return False
        news.wait(min(remaining, BACKSTOP_S))


def remember(key: Hashable, make: Callable[[], T | None]) -> T | None:
    """What `make()` gives; kept, unless it is None, until something else than a text happens.

    Whatever changes people, rooms or rights says so with a notice, as clients rely on too.
    """
    feed = current()
    feed.newest()  # forgets what held before a change
    known = feed.memory.get(key)
    if known is None:
        known = make()
        if len(feed.memory) >= MEMORY_MAX:
            feed.memory.clear()
        if known is not None:
            feed.memory[key] = known
    return known
