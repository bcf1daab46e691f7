"""Who is here, as the others see them: selections over people and the rooms they share."""

from typing import Any

from sqlalchemy import Select, and_, exists, or_, select

from parley.domain.permissions import GUEST
from parley.models.listing import by_name, following, holds, is_called
from parley.models.room import Membership
from parley.models.user import User

_USERS = User.__table__


def listed(viewer_id: int, after: int | None, limit: int) -> Select[Any]:
    """The accounts that are here and may come in, by name; those after one of the people whom the
    viewer sees (after nobody else is nobody)."""
    found = _cards().where(_is_account(_USERS), _USERS.c.suspended_at.is_(None))
    return _page(found, viewer_id, after, limit)


def named(viewer_id: int, words: tuple[str, str], after: int | None, limit: int) -> Select[Any]:
    """Of those, and of the guests in a room of the viewer's, who is called by what is looked for."""
    is_it = is_called(_USERS.c.name, _USERS.c.name_key, words) | holds(_USERS.c.username, words[1])
    found = _cards().where(is_it, _USERS.c.suspended_at.is_(None), _is_seen(_USERS, viewer_id))
    return _page(found, viewer_id, after, limit)


def card(viewer_id: int, person_id: int) -> Select[Any]:
    """One person, if the viewer, who has an account, sees them."""
    is_seen = or_(_USERS.c.id == viewer_id, _is_seen(_USERS, viewer_id))
    return _cards().where(_USERS.c.id == person_id, is_seen)


def card_for_guest(viewer_id: int, person_id: int, *, sees_members: bool) -> Select[Any]:
    """One person, if the viewer is a guest and it is themselves, or somebody in a room of theirs."""
    is_near = _is_near(_USERS, viewer_id) if sees_members else False
    return _cards().where(_USERS.c.id == person_id, or_(_USERS.c.id == viewer_id, is_near))


def _cards() -> Select[Any]:
    names = ("id", "name", "username", "avatar_key", "role", "time_zone")
    return select(*(_USERS.c[name] for name in names))


def _page(found: Select[Any], viewer_id: int, after: int | None, limit: int) -> Select[Any]:
    if after is not None:
        others = _USERS.alias()
        is_it = and_(others.c.id == after, _is_seen(others, viewer_id))
        last = select(by_name(others.c.name)).where(is_it)
        found = found.where(following(_USERS.c.name, _USERS.c.id, last, after))
    return found.order_by(by_name(_USERS.c.name), _USERS.c.id).limit(limit)


def _is_seen(users: Any, viewer_id: int) -> Any:
    """Whether somebody who has an account sees this person."""
    return or_(_is_account(users), _is_near(users, viewer_id))


def _is_account(users: Any) -> Any:
    return and_(users.c.left_at.is_(None), users.c.role != GUEST)


def _is_near(users: Any, viewer_id: int) -> Any:
    """Whether this person is here and in a room of the viewer's."""
    theirs, mine = Membership.__table__.alias(), Membership.__table__.alias()
    is_shared = and_(mine.c.room_id == theirs.c.room_id, mine.c.user_id == viewer_id)
    shares = exists().where(theirs.c.user_id == users.c.id, is_shared)
    return and_(users.c.left_at.is_(None), shares)
