"""Purging: what was in rooms that are no more goes bit by bit, so that nobody waits long for a turn.

Nobody sees it from the moment on when the room is deleted.
"""

from contextlib import suppress

from sqlalchemy import delete, exists, select

from parley.db import write
from parley.errors import Busy
from parley.models import Mention, Message, Room, RoomMute
from parley.services import turns

AT_ONCE = 200  # rows in one write
PATIENCE_S = 5.0  # how long whoever starts the chat waits; the rest goes daily


def begin() -> None:
    """Take a first part of it away, which costs the same however much there is.

    Whoever gets no turn leaves it to the next time: the rooms are deleted all the same.
    """
    with suppress(Busy):
        _purge_some()


def purge(patience_s: float | None = None) -> None:
    """Take it away, for so many seconds at most (None: to the end).

    Whoever gets no turn leaves it to the next time.
    """
    with suppress(Busy):
        turns.spread(iter(_purge_some, 0), patience_s)


def _purge_some() -> int:
    """Take some of it away; how much that was, and 0 where no more is left."""
    gone = select(Room.id).where(Room.deleted_at.is_not(None))
    with write() as session:
        session.execute(delete(RoomMute).where(RoomMute.room_id.in_(gone)))
        mentions = select(Mention.id).where(Mention.room_id.in_(gone)).limit(AT_ONCE)
        count = session.execute(delete(Mention).where(Mention.id.in_(mentions))).rowcount
        refer = exists().where(Mention.room_id.in_(gone))  # to messages, which stay that long
        messages = select(Message.id).where(Message.room_id.in_(gone), ~refer).limit(AT_ONCE)
        return count + session.execute(delete(Message).where(Message.id.in_(messages))).rowcount
