"""What somebody has not read, as parts of a selection."""

from typing import Any

from sqlalchemy import CompoundSelect, FromClause, Select, func, literal_column, select, union

from parley.models.mention import Mention
from parley.models.message import TEXT, Message

COUNTED_MAX = 1_000  # "1000 or more": nobody reads them one by one, and counting takes time


def texts_after(room_id: Any, read_id: Any, user_id: Any) -> Any:
    """How many texts of others follow a message of a room, up to COUNTED_MAX."""
    said = Message.__table__.alias()
    is_unread = (said.c.room_id == room_id) & (said.c.id > read_id) & (said.c.author_id != user_id)
    is_text = (said.c.kind == TEXT) & said.c.deleted_at.is_(None)
    found = select(literal_column("1"))  # naming no column spares a sixth of the time
    return _count(found.where(is_unread, is_text).correlate_except(said))


def mentions_after(room_id: Any, read_id: Any, user_id: Any) -> Any:
    """How many of them mean this person, or everybody in the room."""
    me, everybody = Mention.__table__.alias(), Mention.__table__.alias()
    unread = union(  # one by one, each from the index alone; what means both counts once
        _meant(me, room_id, read_id, user_id).where(me.c.user_id == user_id),
        _meant(everybody, room_id, read_id, user_id).where(everybody.c.user_id.is_(None)),
    )
    return _count(unread)


def _meant(meant: FromClause, room_id: Any, read_id: Any, user_id: Any) -> Select[tuple[int]]:
    is_unread = (meant.c.room_id == room_id) & (meant.c.message_id > read_id)
    is_of_others = meant.c.author_id != user_id
    found = select(meant.c.message_id).where(is_unread, is_of_others)
    # A selection that others select from is tied to what is around it only if one insists.
    return found.correlate_except(meant)


def _count(unread: Select[tuple[int]] | CompoundSelect[tuple[int]]) -> Any:
    some = unread.limit(COUNTED_MAX).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
