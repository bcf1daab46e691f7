"""The rooms somebody is in, as they see them: selections of plain rows, quicker than objects."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from sqlalchemy import Select, Update, bindparam, case, or_, select, type_coerce, update
from sqlalchemy.types import Boolean, NullType

from parley.models.message import newest_in
from parley.models.room import Membership, Room, RoomMute
from parley.models.unread import mentions_after, texts_after

_ROOMS, _SEATS, _MUTES = Room.__table__, Membership.__table__, RoomMute.__table__
_UNSEEN = {"name_key", "look_key", "direct_key", "deleted_at"}
_IS_OWN = _SEATS.c.user_id == bindparam("person")
_IS_ALIVE = _ROOMS.c.deleted_at.is_(None)
# Since when somebody is in a room, as the database writes it: to be compared, not to be shown.
_JOINED = type_coerce(_SEATS.c.joined_at, NullType())
_POSITION = (
    *(_SEATS.c.room_id, _SEATS.c.read_id, _JOINED.label("joined_at")),
    newest_in(_SEATS.c.room_id).label("newest_id"),
)


@cache
def all_of() -> Select[Any]:
    """The rooms that a `person` is in, the oldest first, with what they have not read there."""
    person, seats = bindparam("person"), _SEATS.c
    is_theirs = (_MUTES.c.room_id == seats.room_id) & (_MUTES.c.user_id == seats.user_id)
    own = select(
        *(column for column in _ROOMS.c if column.key not in _UNSEEN),
        *(seats.role, seats.level, seats.is_favourite),
        *_POSITION,
        texts_after(seats.room_id, seats.read_id, person).label("unread"),
        mentions_after(seats.room_id, seats.read_id, person).label("mentions"),
        select(_MUTES.c.until).where(is_theirs).scalar_subquery().label("muted_until"),
    )
    own = own.join(_SEATS, seats.room_id == _ROOMS.c.id)
    return own.where(_IS_OWN, _IS_ALIVE).order_by(_ROOMS.c.id)


@cache
def one_of() -> Select[Any]:
    """Of these the one with the id `room`."""
    return all_of().where(_ROOMS.c.id == bindparam("room"))


@cache
def positions() -> Select[Any]:
    """How far a `person` has read each of their rooms, and how far it goes."""
    read = select(*_POSITION)
    return read.join(_ROOMS, _SEATS.c.room_id == _ROOMS.c.id).where(_IS_OWN, _IS_ALIVE)


@cache
def position() -> Select[Any]:
    """The same of the `room` alone."""
    return positions().where(_SEATS.c.room_id == bindparam("room"))


def unread_after(positions: Mapping[int, int]) -> Select[Any]:
    """What a `person` would have to read in these rooms, had they read each up to a message."""
    person, room_id = bindparam("person"), _SEATS.c.room_id
    read_id = case(positions, value=room_id)
    counts = select(
        room_id,
        texts_after(room_id, read_id, person).label("unread"),
        mentions_after(room_id, read_id, person).label("mentions"),
    )
    return counts.where(_IS_OWN, room_id.in_(positions))


@cache
def reading() -> Update:
    """A `person` has read a `room` up to a message, `read`, since they are in it, `joined`.

    What is further ahead stays where it is, unless it `is_exact`.
    """
    is_it = _IS_OWN & (_SEATS.c.room_id == bindparam("room"))
    is_still = _JOINED == bindparam("joined", type_=NullType())
    is_ahead = or_(bindparam("is_exact", type_=Boolean), _SEATS.c.read_id < bindparam("read"))
    return update(_SEATS).where(is_it, is_still, is_ahead).values(read_id=bindparam("read"))
