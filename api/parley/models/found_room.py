"""Public rooms as people find them, whether they are in them or not."""

from typing import Any

from sqlalchemy import Select, exists, func, select

from parley.models.listing import by_name, following, holds, is_called
from parley.models.room import PUBLIC, Membership, Room

_SHOWN = ("id", "kind", "name", "topic", "description", "icon", "member_count")


def found_rooms(user_id: int, *, is_guest: bool) -> Select[Any]:
    """The rooms that somebody may join or is in, by name, and whether they are in them."""
    is_own = (Membership.room_id == Room.id) & (Membership.user_id == user_id)
    columns = [Room.__table__.c[name] for name in _SHOWN]
    found = select(*columns, exists().where(is_own).label("is_member"))
    return found.where(*_is_open(is_guest)).order_by(by_name(Room.name), Room.id)


def found_rooms_like(
    user_id: int, words: tuple[str, str], after: int | None, limit: int, *, is_guest: bool
) -> Select[Any]:
    """Of those, which have what is looked for in their name or topic, after one of them."""
    found = found_rooms(user_id, is_guest=is_guest).limit(limit)
    if any(words):
        is_about = holds(func.lower(Room.topic), words[1])
        found = found.where(is_called(Room.name, Room.name_key, words) | is_about)
    if after is None:
        return found
    last = select(by_name(Room.name)).where(Room.id == after, *_is_open(is_guest))
    return found.where(following(Room.name, Room.id, last, after))


def _is_open(is_guest: bool) -> list[Any]:
    is_alive = Room.archived_at.is_(None) & Room.deleted_at.is_(None)
    is_open = [Room.kind == PUBLIC, is_alive]
    return [*is_open, Room.is_open_to_guests] if is_guest else is_open
