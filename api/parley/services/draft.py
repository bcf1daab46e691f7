"""A change of what is said in rooms, while it is being made: its messages and their revisions."""

from collections.abc import Callable, Collection, Hashable, Iterable, Sequence

from sqlalchemy import Row
from sqlalchemy.orm import Session

from parley import render
from parley.db import db
from parley.domain.cursors import Cursor
from parley.models import FeedState, Message, User
from parley.models.message import ids_in
from parley.services.feed_memory import current
from parley.services.ring import Change


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
        self.learned: dict[Hashable, Row] = {}  # and what is to be known, once it is committed
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
        self.learned = {("author", id): author for id, author in authors.items()}
        self.changes = [
            rendered(message, authors[message.author_id], mentioned_in(message, names))
            for message in self.messages
        ]

    def _author(self, user_id: int) -> Row:
        # What others know by heart is of before this change.
        known = None if self.rewrites_history else current().known(("author", user_id))
        return known or self.session.execute(User.author(), {"id": user_id}).one()


def rendered(message: Message | Row, author: Row, mentioned: Iterable[tuple[int, str]]) -> Change:
    """A message as everybody who may see it gets it."""
    json = render.to_json(render.message(message, author, mentioned))
    return Change(message.revision, message.id, message.room_id, json)


def names_in(rows: Collection[Row | Message]) -> dict[int, str]:
    """The present names of the people that these messages mean."""
    ids = {id for row in rows for id in ids_in(row.mentioned)}
    return dict(db.session.execute(User.names(ids)).all()) if ids else {}


def mentioned_in(row: Row | Message, names: dict[int, str]) -> list[tuple[int, str]]:
    """Who is meant by a message, of whom `names` has the names."""
    return [(id, names[id]) for id in ids_in(row.mentioned) if id in names]
