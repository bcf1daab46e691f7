"""Who is here, as the others see them: selections over people and the rooms they share."""

from typing import Any

from sqlalchemy import Select, and_, exists, func, or_, select, true, tuple_

from parley.domain.permissions import GUEST
from parley.models.joining import Joining
from parley.models.room import Membership
from parley.models.user import User


def listed(viewer_id: int, after: int | None, limit: int) -> Select[Any]:
    """The accounts that are here and may come in, by name; those after one of the people whom the
    viewer sees (after nobody else is nobody)."""
    users = User.__table__
    found = _cards().where(_is_account(users), users.c.suspended_at.is_(None))
    return _page(found, viewer_id, after, limit)


def named(viewer_id: int, text: str, key: str, after: int | None, limit: int) -> Select[Any]:
    """Of those, and of the guests in a room of the viewer's: who is called by a name with a text
    in it. `key` is what tells the text apart (domain/names.py)."""
    users = User.__table__
    found = _cards().where(_is_called(users, text, key), users.c.suspended_at.is_(None))
    return _page(found.where(_is_seen(users, viewer_id)), viewer_id, after, limit)


def card(viewer_id: int, viewer_role: str, person_id: int) -> Select[Any]:
    """One person, if the viewer sees them. Guests see who shares a room with them, unless owners
    decided that they see no members."""
    users = User.__table__
    if viewer_role == GUEST:
        shows_members = select(Joining.members_visible_to_guests).scalar_subquery()
        others = and_(func.coalesce(shows_members, true()), _shares_room(users, viewer_id))
    else:
        others = _is_seen(users, viewer_id)
    is_one = or_(users.c.id == viewer_id, others) & users.c.left_at.is_(None)
    return _cards().where(users.c.id == person_id, is_one)


def _cards() -> Select[Any]:
    users = User.__table__
    columns = (users.c.id, users.c.name, users.c.username, users.c.avatar_key, users.c.role)
    return select(*columns, users.c.time_zone)


def _page(found: Select[Any], viewer_id: int, after: int | None, limit: int) -> Select[Any]:
    users, last = User.__table__, User.__table__.alias()
    if after is not None:
        is_later = tuple_(*User.by_name(users)) > tuple_(*User.by_name(last))
        found = found.where(last.c.id == after, _is_seen(last, viewer_id), is_later)
    return found.order_by(*User.by_name(users)).limit(limit)


def _is_account(users: Any) -> Any:
    return and_(users.c.left_at.is_(None), users.c.role != GUEST)


def _is_seen(users: Any, viewer_id: int) -> Any:
    """Whether somebody who has an account sees this person."""
    is_near = and_(users.c.left_at.is_(None), _shares_room(users, viewer_id))
    return or_(_is_account(users), is_near)


def _shares_room(users: Any, viewer_id: int) -> Any:
    theirs, mine = Membership.__table__.alias(), Membership.__table__.alias()
    is_shared = and_(mine.c.room_id == theirs.c.room_id, mine.c.user_id == viewer_id)
    return exists().where(theirs.c.user_id == users.c.id, is_shared)


def _is_called(users: Any, text: str, key: str) -> Any:
    """Whether a name holds a text, in whatever case.

    SQLite knows the case of ASCII alone; what else there is, the keys know. For ASCII they are of
    no use: what looks alike is one to them, "m" and "rn" too. Not LIKE, whose patterns have
    wildcards and end at a NUL.
    """
    if not text.isascii():
        return func.instr(users.c.name_key, key) > 0
    names = (func.lower(users.c.name), users.c.username)
    return or_(*(func.instr(name, text.lower()) > 0 for name in names))
