"""Rooms, and who may see which."""

from parley.db import db
from parley.errors import NotFound
from parley.models import Room
from parley.services import feed
from parley.services.sessions import Person


def visible_to(_person: Person) -> list[Room]:
    """The rooms this person may see: so far every room is open to all who are signed in."""
    return list(db.session.scalars(Room.visible()))


def ids_visible_to(person: Person) -> frozenset[int]:
    """The ids of those rooms, at the price of a look-up in memory."""
    return feed.remember("rooms", lambda: frozenset(room.id for room in visible_to(person)))


def require_access(person: Person, room_id: int) -> None:
    """Insist that this person may see a room.

    Raises:
        NotFound: there is no such room, or it is none of theirs; the two look alike.
    """
    if room_id not in ids_visible_to(person):
        raise NotFound("There is no such room.")
