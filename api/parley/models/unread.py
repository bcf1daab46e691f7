"""What somebody has not read, as parts of a selection."""

from typing import Any

from sqlalchemy import FromClause, Select, func, or_, select

from parley.models.mention import Mention
from parley.models.message import TEXT, Message

COUNTED_MAX = 1_000  # "1000 or more": nobody reads them one by one, and counting takes time


def texts_after(room_id: Any, read_id: Any, user_id: int) -> Any:
    """How many texts of others follow a message of a room, up to COUNTED_MAX."""
    said = Message.__table__.alias()
    is_unread = (said.c.room_id == room_id) & (said.c.id > read_id) & (said.c.author_id != user_id)
    is_text = (said.c.kind == TEXT) & said.c.deleted_at.is_(None)
    return _count(select(said.c.id).where(is_unread, is_text), said)


def mentions_after(room_id: Any, read_id: Any, user_id: int) -> Any:
    """How many of them mean this person, or everybody in the room."""
    meant = Mention.__table__.alias()
    is_unread = (meant.c.room_id == room_id) & (meant.c.message_id > read_id)
    is_me = or_(meant.c.user_id == user_id, meant.c.user_id.is_(None))
    unread = select(meant.c.message_id).where(is_unread, is_me, meant.c.author_id != user_id)
    return _count(unread.distinct(), meant)


def _count(unread: Select[tuple[int]], counted: FromClause) -> Any:
    # A selection that others select from is tied to what is around it only if one insists.
    some = unread.limit(COUNTED_MAX).correlate_except(counted).subquery()
    return select(func.count()).select_from(some).scalar_subquery()
