"""Conversations between few: two people have one, and each set of three to eight has one."""

from collections.abc import Collection
from typing import Any

from parley import clock
from parley.db import db
from parley.domain import deeds
from parley.domain.permissions import MEMBER
from parley.models import Room
from parley.models.room import DIRECT
from parley.room_errors import NoSuchPeople, TooManyPeople
from parley.services import feed, members, pace, room_change, rooms, sessions
from parley.services.draft import Draft
from parley.services.sessions import Person

PEOPLE_MAX = 8


def begin(person: Person, people: Collection[int]) -> tuple[dict[str, Any], bool]:
    """Begin to talk with these people, or go on where they talk already.

    Returns:
        The room, and whether it is new.

    Raises:
        NoSuchPeople: nobody is left but oneself, or somebody of them is not here, or is a guest.
        TooManyPeople: with oneself they are more than eight.
        TooFast, NotSignedIn.
    """
    everybody = {person.id, *people}
    if len(everybody) > PEOPLE_MAX:
        raise TooManyPeople()
    if len(everybody) == 1:
        raise NoSuchPeople()
    key = "-".join(map(str, sorted(everybody)))
    is_known = db.session.scalar(Room.direct(key)) is not None
    (pace.spend_post if is_known else pace.spend_room)(person.id)
    with feed.change() as draft:
        sessions.require_present(draft.session, person, MEMBER)
        known_id = draft.session.scalar(Room.direct(key))  # two may have begun at once
        others = everybody - {person.id}
        members.newcomers(draft.session, known_id or 0, others, with_guests=False)
        room_id = known_id or _make(draft, key, person, others)
    return rooms.one(person, room_id), known_id is None


def _make(draft: Draft, key: str, person: Person, others: Collection[int]) -> int:
    room = Room(name="", kind=DIRECT, direct_key=key, created_at=clock.utcnow())
    draft.session.add(room)
    draft.session.flush()
    room_change.say(draft, room.id, person.id, deeds.BEGAN)
    room_change.take_in(draft, room.id, [person.id, *others], MEMBER)
    return room.id
