"""The feed: the one door through which visible changes go in, and the one question to it.

Every change that others can see is a message with a new revision, made inside `change()`.
Clients hold a cursor and ask `since()`: which messages that I may see have a revision above mine?
"""

import time
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Protocol

import structlog
from sqlalchemy import Row
from sqlalchemy.orm import Session

from parley import render
from parley.db import db, one_writer, write
from parley.domain.cursors import Cursor
from parley.errors import Busy
from parley.models import FeedState, Message, User
from parley.models.message import ids_in
from parley.services.cursor_files import CursorFiles
from parley.services.feed_memory import current, remember
from parley.services.ring import Change

REPLAY_MAX = 2_000  # revisions behind which loading the page costs less than replaying
BACKSTOP_S = 1.0  # how often a waiter looks for commits of other processes

log = structlog.get_logger()


class Sight(Protocol):
    """What somebody may see: services/rooms.py."""

    roles: dict[int, str]

    def left_since(self, revision: int) -> list[int]:
        """The rooms that they left after a revision."""


class AlreadyPublished(Exception):
    """The room has a message with this `client_id`."""


class Draft:
    """The messages of a change that is being made; `changes` is what became of them."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.messages: list[Message] = []
        self.changes: list[Change] = []
        self.rewrites_history = False  # whether changes that the ring holds look different now
        self.outdated: set[Hashable] = set()  # what is known by heart and holds no more
        self.afterwards: list[Callable[[], None]] = []  # what follows from it, once it is committed
        self.before: Cursor | None = None
        self.after: Cursor | None = None
        self._connection = session.connection()

    def publish(self, message: Message) -> Message:
        """Give a message, new or changed, the next revision.

        Raises:
            AlreadyPublished: the message is new, but its `client_id` is not.
        """
        message.revision = self._next(1)
        if message.id is None:  # past the unit of work, which would cost several times as much
            message.id = self._connection.scalar(Message.insertion(), message.values())
            if message.id is None:
                raise AlreadyPublished()
        self.messages.append(message)
        return message

    def publish_all(self, messages: Sequence[Message]) -> None:
        """The same for any number, new ones without a `client_id` or changed ones, at one's price."""
        for revision, message in enumerate(messages, self._next(len(messages))):
            message.revision = revision
        new = [message for message in messages if message.id is None]
        if new:
            values = [message.values() for message in new]
            ids = dict(self._connection.execute(Message.insertion_of_many(), values).all())
            for message in new:
                message.id = ids[message.revision]
        self.messages += messages

    def _next(self, count: int) -> int:
        """The first of the next so many revisions."""
        moved = self._connection.execute(FeedState.advance(), {"count": count}).one()
        self.after = Cursor(*moved)
        first = self.after.revision - count + 1
        self.before = self.before or Cursor(self.after.epoch, first - 1)
        return first

    def outdate(self, kind: str, ids: Iterable[int]) -> None:
        """Say that what is known by heart of these does not hold from the commit on."""
        self.outdated |= {(kind, id) for id in ids}

    def render(self) -> None:
        """Make of the messages what everybody will see."""
        self.session.flush()
        names = names_in(self.messages)
        authors = {id: self._author(id) for id in {each.author_id for each in self.messages}}
        self.changes = [
            _rendered(message, authors[message.author_id], mentioned_in(message, names))
            for message in self.messages
        ]

    def _author(self, user_id: int) -> Row:
        def find() -> Row:
            return self.session.execute(User.author(), {"id": user_id}).one()

        # What others know by heart is of before this change.
        return find() if self.rewrites_history else remember(("author", user_id), find)


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
        )
        for follow_up in draft.afterwards:
            follow_up()


def change_rights(session: Session) -> None:
    """Say, inside a write, that somebody is or may something else from its commit on.

    Every process forgets then what it knew by heart of people, sessions and rooms.
    """
    session.execute(FeedState.advance_rights())


def _rendered(message: Message | Row, author: Row, mentioned: Iterable[tuple[int, str]]) -> Change:
    json = render.to_json(render.message(message, author, mentioned))
    return Change(message.revision, message.id, message.room_id, json)


def forget_changes() -> None:
    """Answer from the database from now on: what the ring holds looks different there."""
    current().restart()


def since(sight: Sight, cursor: Cursor, limit: int) -> bytes:
    """The feed's answer to someone who sees this and knows everything up to `cursor`.

    Returns:
        JSON: {messages, cursor, more, reset, left}; see the contract.
    """
    newest = current().newest()
    behind = newest.revision - cursor.revision
    if cursor.epoch != newest.epoch or not 0 <= behind <= REPLAY_MAX:
        return render.feed((), newest, reset=True)
    if behind == 0:
        _publish(newest)
        return render.feed((), newest)
    changes = current().ring.since(cursor.revision, sight.roles, limit + 1)
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
    return [_rendered(row, row, mentioned_in(row, names)) for row in rows], newest


def names_in(rows: Collection[Row | Message]) -> dict[int, str]:
    """The present names of the people that these messages mean."""
    ids = {id for row in rows for id in ids_in(row.mentioned)}
    return dict(db.session.execute(User.names(ids)).all()) if ids else {}


def mentioned_in(row: Row | Message, names: dict[int, str]) -> list[tuple[int, str]]:
    """Who is meant by a message, of whom `names` has the names."""
    return [(id, names[id]) for id in ids_in(row.mentioned) if id in names]


def _answer(changes: list[Change], newest: Cursor, limit: int, left: list[int]) -> bytes:
    """Up to `limit` changes; `changes` holds one more where there are more."""
    json = [change.json for change in changes[:limit]]
    if len(changes) <= limit:
        return render.feed(json, newest, left=left)
    return render.feed(
        json, Cursor(newest.epoch, changes[limit - 1].revision), more=True, left=left
    )


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
