"""Signals: who is there and who is typing. They last for moments, and nothing of them is written.

What somebody may see of the others follows from what both see: nobody is shown to who shares no
room with them.
"""

import math
import time
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Engine

from parley.db import db
from parley.domain.permissions import GUEST
from parley.errors import NotAllowed
from parley.models import Membership, Room
from parley.room_errors import Muted, RoomArchived
from parley.services import feed_memory, joining, pace, positions, rooms
from parley.services.rooms import Seat, Sight
from parley.services.sessions import Person

ONLINE, IDLE, OFFLINE = "online", "idle", "offline"
HERE_S = 75.0  # two calls of a page that nobody looks at, and some patience
TYPING_S = 6.0  # two calls of somebody who is typing
TYPED_TO_MAX = 50  # people: in larger rooms somebody always is
_MANY = 1_000  # people: fewer are not worth a look at whether they are still there
_NEVER = -math.inf


@dataclass(slots=True)
class _Somebody:
    """Who called lately: when, what they saw then, and where they are typing."""

    name: str
    sight: Sight
    active_at: float = _NEVER
    called_at: float = _NEVER
    typing_in: int | None = None
    typing_until: float = _NEVER
    is_told: bool = False  # that they type; in a large room it is not
    partners: frozenset[int] | None = None  # with whom they talk directly, by that sight

    def presence(self, now: float) -> str:
        """What the others see of them."""
        if now - self.active_at <= HERE_S:
            return ONLINE
        return IDLE if now - self.called_at <= HERE_S else OFFLINE

    def types_in(self, room_id: int, now: float) -> bool:
        """Whether they are typing in a room, be it told to others or not."""
        return self.typing_in == room_id and now < self.typing_until

    def sees(self, sight: Sight) -> None:
        """Take it that they see this now."""
        if sight != self.sight:
            self.partners = None
        self.sight = sight

    def leaves(self, room_id: int) -> None:
        """Take it that they are in a room no more, so that nothing of it is left if they come back."""
        roles = {id: role for id, role in self.sight.roles.items() if id != room_id}
        self.sees(replace(self.sight, roles=roles))
        if self.typing_in == room_id:
            self.typing_in = None


class _Present:
    """Those who called lately, by id; forgotten some time after they are offline."""

    def __init__(self, _engine: Engine, _settings: dict[str, Any]) -> None:
        self.people: dict[int, _Somebody] = {}
        self.enough = _MANY

    def meet(self, person: Person, now: float) -> _Somebody:
        """Somebody who calls, as they are known from now on."""
        if len(self.people) >= self.enough:
            self._forget(now)
        sight = rooms.sight(person.id)
        known = self.people.setdefault(person.id, _Somebody(person.name, sight))
        known.name = person.name
        known.sees(sight)
        return known

    def _forget(self, now: float) -> None:
        """Drop who is offline; next time when there are twice as many, so that it costs little."""
        here = [(id, each) for id, each in self.people.items() if each.presence(now) != OFFLINE]
        self.people = dict(here)
        self.enough = max(_MANY, 2 * len(here))


def exchange(
    person: Person, room_id: int | None, *, is_typing: bool | None, is_idle: bool
) -> dict[str, Any]:
    """Take in what somebody does, and tell what the others do.

    `is_typing` counts in the room where it may be said; None leaves it as it is.

    Returns:
        {reads, typing: [{id, name}], presence: {id: "online" or "idle"}}: typing in the room, and
        who is there of its people and of those with whom the person talks directly.

    Raises:
        NotFound: they are not in the room.
        TooFast: they called too often in the last second.
    """
    pace.spend_signal(person.id)
    seat = None if room_id is None else rooms.access(person, room_id)
    now, present = time.monotonic(), db.companion(_Present)
    own = present.meet(person, now)
    own.called_at = now
    own.active_at = own.active_at if is_idle else now
    if seat is not None and is_typing is not None:
        _type(own, seat, now, is_typing=is_typing)
    others = [] if seat is None else _in_room(present, seat.room.id)
    return {
        "reads": positions.moves(person.id),
        "typing": [
            {"id": id, "name": other.name}
            for id, other in others
            if id != person.id and other.is_told and other.types_in(seat.room.id, now)
        ],
        "presence": _presence(person, own, others, now),
    }


def spoke(person: Person, room_id: int) -> None:
    """Take it that somebody is there, and no longer typing what they have just posted."""
    now = time.monotonic()
    own = db.companion(_Present).meet(person, now)
    own.active_at = now
    if own.typing_in == room_id:
        own.typing_in = None


def left(room_id: int, people: Collection[int]) -> None:
    """Take it that people are in a room no more: nobody there sees them, until they come back."""
    present = db.companion(_Present).people
    for known in filter(None, map(present.get, people)):
        known.leaves(room_id)


def forget(person_id: int) -> None:
    """Take it that somebody is here no more."""
    db.companion(_Present).people.pop(person_id, None)


def presence_of(person_id: int) -> str:
    """What is to be seen of somebody: ONLINE, IDLE or OFFLINE."""
    known = db.companion(_Present).people.get(person_id)
    return OFFLINE if known is None else known.presence(time.monotonic())


def _type(own: _Somebody, seat: Seat, now: float, *, is_typing: bool) -> None:
    room_id = seat.room.id
    if not is_typing:
        own.typing_in = None if own.typing_in == room_id else own.typing_in
    elif _may_type(seat):
        if not own.types_in(room_id, now):
            own.is_told = _is_small(room_id)
        own.typing_in, own.typing_until = room_id, now + TYPING_S


def _may_type(seat: Seat) -> bool:
    """Whether what they type may become a message."""
    try:
        seat.require_voice()
    except (NotAllowed, Muted, RoomArchived):
        return False
    return True


def _is_small(room_id: int) -> bool:
    db.session.rollback()
    size = db.session.scalar(Room.size(), {"id": room_id})
    return size is not None and size <= TYPED_TO_MAX


def _in_room(present: _Present, room_id: int) -> list[tuple[int, _Somebody]]:
    """Those in a room who called lately.

    What is known by heart of what they see holds; where nothing is, it is what they saw when they
    called, which saves asking for each of them.
    """
    by_heart = feed_memory.current().memory
    return [
        (id, other)
        for id, other in list(present.people.items())
        if room_id in by_heart.get(("sight", id), other.sight).roles
    ]


def _presence(
    person: Person, own: _Somebody, others: list[tuple[int, _Somebody]], now: float
) -> dict[int, str]:
    if person.role == GUEST and not joining.shows_members_to_guests():
        return {}
    states = {id: other.presence(now) for id, other in others}
    states |= {id: presence_of(id) for id in _partners(person.id, own) - states.keys()}
    return {id: state for id, state in states.items() if state != OFFLINE}


def _partners(person_id: int, own: _Somebody) -> frozenset[int]:
    """With whom somebody talks directly; asked for only when what they see has changed."""
    if own.partners is None:
        db.session.rollback()
        found = db.session.scalars(Membership.partners(), {"person": person_id})
        own.partners = frozenset(found)
    return own.partners
