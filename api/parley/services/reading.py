"""Reading: how far somebody has read each room, on whichever device."""

from collections.abc import Iterable
from typing import Any

from parley.db import db, dicts
from parley.errors import NotFound
from parley.models import own_room
from parley.services import positions, rooms
from parley.services.positions import Mark, Seat
from parley.services.sessions import Person


def mark(person: Person, room_id: int, message_id: int, *, unread: bool) -> dict[str, Any]:
    """Take a room as read up to a message, unless it is further already; or, with `unread`, as
    read up to before it. What is not said yet is not read.

    Returns:
        {read_id, unread, mentions, reads}.

    Raises:
        NotFound: they are not in the room.
    """
    rooms.access(person, room_id)
    db.session.rollback()  # one snapshot, and a fresh one
    own = {"person": person.id, "room": room_id}
    seats = dicts(db.session.execute(own_room.position(), own))
    if not seats:
        raise NotFound("There is no such room.")
    _move(person, [(seat, _mark(seat, message_id - unread, unread)) for seat in seats])
    reading = positions.counted(person.id, seats)[room_id]
    return reading | {"reads": positions.moves(person.id)}


def mark_all(person: Person) -> dict[str, int]:
    """Take all that was said as read.

    Returns:
        {reads}.
    """
    db.session.rollback()
    seats = dicts(db.session.execute(own_room.positions(), {"person": person.id}))
    _move(person, [(seat, _mark(seat, seat["newest_id"] or 0, False)) for seat in seats])
    return {"reads": positions.moves(person.id)}


def _mark(seat: Seat, read_id: int, unread: bool) -> Mark:
    """A mark at a message, or at the newest where there is none such yet."""
    return Mark(min(read_id, seat["newest_id"] or 0), seat["joined_at"], unread)


def _move(person: Person, marks: Iterable[tuple[Seat, Mark]]) -> None:
    """Keep those of the marks that change anything."""
    moving = {seat["room_id"]: mark for seat, mark in marks if _moves(person, seat, mark)}
    if moving:
        positions.keep(person.id, moving)


def _moves(person: Person, seat: Seat, mark: Mark) -> bool:
    present = positions.of(person.id, seat)
    return mark.read_id != present if mark.is_exact else mark.read_id > present
