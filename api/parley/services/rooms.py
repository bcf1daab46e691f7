"""Rooms: who is in which, and what they may do there.

People see the rooms they are in, and nothing of any other: each room is reached through `access()`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from parley import clock
from parley.db import db
from parley.domain import permissions
from parley.errors import NotAllowed, NotFound
from parley.models import Departure, Membership, Room, RoomMute
from parley.models.room import LOBBY
from parley.room_errors import Muted, RoomArchived
from parley.services import feed
from parley.services.sessions import Person

_NOT_IN_THE_LOBBY = (permissions.LEAVE, permissions.REMOVE)


@dataclass(frozen=True, slots=True)
class Sight:
    """What a person may see: their role in each room they are in, and the rooms they left, each
    with the revision since which they are not there."""

    roles: dict[int, str]
    left: tuple[tuple[int, int], ...]

    def left_since(self, revision: int) -> list[int]:
        """The rooms that they left after a revision."""
        return [room_id for room_id, since in self.left if since > revision]


@dataclass(frozen=True, slots=True)
class Facts:
    """What decides who may do what in a room; `mutes` says until when somebody may not write."""

    id: int
    kind: str
    posting: str
    archived_at: datetime | None
    is_open_to_guests: bool
    mutes: dict[int, datetime]


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a room: what they may do there."""

    person: Person
    room: Facts
    given_role: str

    @property
    def role(self) -> str:
        """The role they have, be it by the one in the chat."""
        return permissions.room_role(self.room.kind, self.given_role, self.person.role)

    def may(self, action: str) -> bool:
        """Whether they may do it, wherever it is possible at all."""
        if self.room.id == LOBBY and action in _NOT_IN_THE_LOBBY:
            return False
        room = self.room
        return permissions.may_in_room(
            action, room.kind, room.posting, self.given_role, self.person.role
        )

    def all_they_may(self) -> list[str]:
        """Everything they may do there."""
        return [action for action in permissions.ACTIONS if self.may(action)]

    def require(self, action: str) -> None:
        """Insist that they may do something.

        Raises:
            NotAllowed: they may not.
        """
        if not self.may(action):
            raise NotAllowed("It takes another role in this room.")

    def require_alive(self) -> None:
        """Insist that the room is not archived.

        Raises:
            RoomArchived: it is.
        """
        if self.room.archived_at is not None:
            raise RoomArchived()

    def require_voice(self) -> None:
        """Insist that they may post.

        Raises:
            RoomArchived: nobody may any more.
            NotAllowed: only others may, as in a room for announcements.
            Muted: not for a time.
        """
        self.require_alive()
        if not self.may(permissions.POST):
            raise NotAllowed("In this room only some people post.")
        until = self.room.mutes.get(self.person.id)
        if until is not None and until > clock.utcnow():
            raise Muted(f"{until:%Y-%m-%d %H:%M} UTC")


def sight(person_id: int) -> Sight:
    """What somebody may see, at the price of a look-up in memory."""
    return feed.remember(("sight", person_id), lambda: _sight(person_id))


def facts(room_id: int) -> Facts | None:
    """What is known of a room by heart; None where there is none."""
    return feed.remember(("room", room_id), lambda: _facts(room_id))


def access(person: Person, room_id: int) -> Seat:
    """A person's seat in a room.

    Raises:
        NotFound: there is no such room, or they are not in it; the two look alike.
    """
    role = sight(person.id).roles.get(room_id)
    room = None if role is None else facts(room_id)
    if room is None:
        raise NotFound("There is no such room.")
    return Seat(person, room, role)


def own(person: Person) -> list[dict[str, Any]]:
    """The rooms a person is in, the oldest first, with what they have not read there.

    Returns:
        Of each {room, membership, newest_id, unread, mentions, people, role, may}.
    """
    db.session.rollback()  # one snapshot for all
    return _described(person, Membership.rooms_of(person.id))


def one(person: Person, room_id: int) -> dict[str, Any]:
    """One of these rooms.

    Raises:
        NotFound: they are not in it, or there is none.
    """
    access(person, room_id)
    db.session.rollback()
    found = _described(person, Membership.rooms_of(person.id).where(Room.id == room_id))
    if not found:
        raise NotFound("There is no such room.")
    return found[0]


def _described(person: Person, selection: Any) -> list[dict[str, Any]]:
    rows = db.session.execute(selection).all()
    others = _others(person, [row.Room.id for row in rows if row.Room.direct_key])
    return [_with_rights(person, row, others.get(row.Room.id, [])) for row in rows]


def _others(person: Person, room_ids: Collection[int]) -> dict[int, list[Any]]:
    """With whom a person talks, by room."""
    others: dict[int, list[Any]] = {}
    if room_ids:
        for row in db.session.execute(Membership.others(person.id, room_ids)):
            others.setdefault(row.room_id, []).append(row)
    return others


def _with_rights(person: Person, row: Any, others: list[Any]) -> dict[str, Any]:
    room, own = row.Room, row.Membership
    known = Facts(room.id, room.kind, room.posting, room.archived_at, room.is_open_to_guests, {})
    seat = Seat(person, known, own.role)
    muted_until = row.muted_until if row.muted_until and row.muted_until > clock.utcnow() else None
    return {
        "room": room,
        "membership": own,
        "newest_id": row.newest_id or 0,
        "unread": row.unread,
        "mentions": row.mentions,
        "people": others,
        "role": seat.role,
        "may": seat.all_they_may(),
        "muted_until": muted_until,
    }


def _sight(person_id: int) -> Sight:
    own = {"person": person_id}
    roles = {room_id: role for room_id, role in db.session.execute(Membership.roles_of(), own)}
    return Sight(roles, tuple((id, since) for id, since in db.session.execute(Departure.of(), own)))


def _facts(room_id: int) -> Facts | None:
    found = db.session.execute(Room.facts(), {"id": room_id}).one_or_none()
    if found is None:
        return None
    mutes = {who: until for who, until in db.session.execute(RoomMute.of(), {"room": room_id})}
    return Facts(*found, mutes)
