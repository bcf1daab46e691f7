"""Public rooms, as whoever may join them finds them."""

from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from parley.db import db
from parley.domain import names
from parley.domain.permissions import GUEST
from parley.errors import NotFound
from parley.models import Room
from parley.models.found_room import found_rooms, found_rooms_like
from parley.services import rooms
from parley.services.sessions import Person


def find(person: Person, search: str, after: int | None, limit: int) -> dict[str, Any]:
    """Public rooms by a part of their name or topic, by name, after one of them.

    Returns:
        {rooms: [...], more}.
    """
    wanted = found_rooms_like(
        person.id, words(search), after, limit + 1, is_guest=person.role == GUEST
    )
    rows = list(db.session.execute(wanted))
    return {"rooms": rows[:limit], "more": len(rows) > limit}


def look(person: Person, room_id: int) -> dict[str, Any] | Row:
    """A room, as who is in it sees it, or else as who may join it finds it.

    Raises:
        NotFound: there is no such room, or it is not theirs to find; the two look alike.
    """
    if room_id in rooms.sight(person.id).roles:
        return rooms.one(person, room_id)
    return require_open(db.session, person, room_id)


def require_open(session: Session, person: Person, room_id: int) -> Row:
    """Insist that somebody may join a room; gives what is to be found of it.

    Raises:
        NotFound: there is no such room, or it is not theirs to join; the two look alike.
    """
    found = found_rooms(person.id, is_guest=person.role == GUEST)
    row = session.execute(found.where(Room.id == room_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such room.")
    return row


def words(search: str) -> tuple[str, str]:
    """What to look for in the keys of names, and what in other texts."""
    return names.keys(search)[0], search.strip().lower()
