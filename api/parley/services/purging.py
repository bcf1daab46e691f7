"""Purging: what was in rooms that are no more goes bit by bit, so that nobody waits long for a turn.

Nobody sees it from the moment on when the room is deleted.
"""

import time
from contextlib import suppress

from sqlalchemy import delete, select

from parley.db import write
from parley.errors import Busy
from parley.models import Mention, Message, Room, RoomMute
from parley.services import turns

AT_ONCE = 200  # rows in one write
PATIENCE_S = 5.0  # how long whoever deletes a room, or starts the chat, waits; the rest goes daily


def purge(patience_s: float | None = None) -> None:
    """Take it away, for so many seconds at most (None: to the end).

    Whoever gets no turn leaves it to the next time: the rooms are deleted all the same.
    """
    begun = time.monotonic()
    with suppress(Busy):
        while _purge_some():
            if patience_s is not None and time.monotonic() - begun > patience_s:
                return
            turns.give()


def _purge_some() -> bool:
    """Take some of it away; whether there may be more."""
    gone = select(Room.id).where(Room.deleted_at.is_not(None))
    with write() as session:
        session.execute(delete(RoomMute).where(RoomMute.room_id.in_(gone)))
        for table in (Mention, Message):  # a mention refers to its message
            some = select(table.id).where(table.room_id.in_(gone)).limit(AT_ONCE)
            if session.execute(delete(table).where(table.id.in_(some))).rowcount:
                return True
    return False
