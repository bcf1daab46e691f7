"""The feed: the one door through which visible changes go in, and the one question to it.

Every change that others can see is a message with a new revision, made inside `change()`.
Clients hold a cursor and ask `since()`: which messages that I may see have a revision above mine?
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

import structlog
from sqlalchemy.orm import Session

from parley import render
from parley.db import db, one_writer, write
from parley.domain.cursors import Cursor
from parley.errors import Busy
from parley.models import FeedState, Message
from parley.services.cursor_files import CursorFiles
from parley.services.draft import Draft, mentioned_in, names_in, rendered
from parley.services.feed_memory import current
from parley.services.ring import Change

REPLAY_MAX = 2_000  # revisions behind which loading the page costs less than replaying
BACKSTOP_S = 1.0  # how often a waiter looks for commits of other processes

log = structlog.get_logger()


class Sight(Protocol):
    """What somebody may see: services/rooms.py."""

    roles: dict[int, str]

    def left_since(self, revision: int) -> list[int]:
        """The rooms that they left after a revision."""


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
    with one_writer():
        with write() as session:
            draft = Draft(session)
            yield draft
            if not draft.messages:
                session.rollback()
                return
            draft.render()
            current().files.withdraw(draft.before)
        current().took(
            draft.before,
            draft.changes,
            rewrites_history=draft.rewrites_history,
            outdated=draft.outdated,
            learned=draft.learned,
        )
        for follow_up in draft.afterwards:
            follow_up()


def change_rights(session: Session) -> None:
    """Say, inside a write, that somebody is or may something else from its commit on.

    Every process forgets then what it knew by heart of people, sessions and rooms.
    """
    session.execute(FeedState.advance_rights())


def forget_changes() -> None:
    """Answer from the database from now on: what the ring holds looks different there."""
    current().restart()


def since(sight: Sight, cursor: Cursor, limit: int) -> bytes:
    """The feed's answer to someone who sees this and knows everything up to `cursor`.

    Returns:
        JSON: {messages, cursor, more, reset, left}; see the contract.
    """
    feed = current()
    newest = feed.newest()
    behind = newest.revision - cursor.revision
    if cursor.epoch != newest.epoch or not 0 <= behind <= REPLAY_MAX:
        return render.feed((), newest, reset=True)
    if behind == 0:
        _publish(newest)
        return render.feed((), newest)
    changes = feed.ring.since(cursor.revision, sight.roles, limit + 1)
    if changes is None:
        changes, newest = _read_back(sight, cursor, limit + 1)
        if cursor.epoch != newest.epoch:  # everything was replaced since the first look
            return render.feed((), newest, reset=True)
    return _answer(changes, newest, limit, sight.left_since(cursor.revision))


def _read_back(sight: Sight, cursor: Cursor, limit: int) -> tuple[list[Change], Cursor]:
    """The changes from the database, and the newest cursor in the same snapshot."""
    db.session.rollback()  # the snapshot that signed the request in may be older than the cursor
    newest = Cursor(*db.session.execute(FeedState.newest()).one())
    rows = db.session.execute(Message.changed_since(sight.roles, cursor.revision, limit)).all()
    names = names_in(rows)
    return [rendered(row, row, mentioned_in(row, names)) for row in rows], newest


def _answer(changes: list[Change], newest: Cursor, limit: int, left: list[int]) -> bytes:
    """Up to `limit` changes that have room; `changes` holds one more where there are more."""
    json = [change.json for change in changes[:limit]]
    count = render.fitting(json)
    if count == len(changes):
        return render.feed(json, newest, left=left)
    so_far = Cursor(newest.epoch, changes[count - 1].revision)
    return render.feed(json[:count], so_far, more=True, left=left)


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
