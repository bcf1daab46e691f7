"""Rooms: who is in which, and what they may do there.

People see the rooms they are in, and nothing of any other: each room is reached through `access()`.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from parley import clock
from parley.db import db, dicts
from parley.domain import permissions
from parley.errors import NotAllowed, NotFound
from parley.models import Departure, Membership, Room, RoomMute, own_room
from parley.models.room import DIRECT, LOBBY
from parley.room_errors import Muted, RoomArchived
from parley.services import feed_memory, positions
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


class Somebody(Protocol):
    """Who may be in rooms."""

    id: int
    role: str


@dataclass(frozen=True, slots=True)
class Seat:
    """Somebody in a room: what they may do there."""

    person: Somebody
    room: Facts
    given_role: str

    @property
    def role(self) -> str:
        """The role they have, be it by the one in the chat."""
        return permissions.room_role(self.room.kind, self.given_role, self.person.role)

    def may(self, action: str) -> bool:
        """Whether they may do it, wherever it is possible at all."""
        room, person = self.room, self.person
        return action in _rights(
            room.id == LOBBY, room.kind, room.posting, self.given_role, person.role
        )

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
        self.require_unmuted()

    def require_unmuted(self) -> None:
        """Insist that they are not mute.

        Raises:
            Muted: they are, for a time.
        """
        until = self.room.mutes.get(self.person.id)
        if until is not None and until > clock.utcnow():
            raise Muted(f"{until:%Y-%m-%d %H:%M} UTC")


def sight(person_id: int) -> Sight:
    """What somebody may see, at the price of a look-up in memory."""
    return feed_memory.remember(("sight", person_id), lambda: _sight(person_id))


def facts(room_id: int) -> Facts | None:
    """What is known of a room by heart; None where there is none."""
    return feed_memory.remember(("room", room_id), lambda: _facts(room_id))


def access(person: Somebody, room_id: int) -> Seat:
    """A person's seat in a room.

    Raises:
        NotFound: there is no such room, or they are not in it; the two look alike.
    """
    role = sight(person.id).roles.get(room_id)
    room = None if role is None else facts(room_id)
    if room is None:
        raise NotFound("There is no such room.")
    return Seat(person, room, role)


def own(person: Person) -> tuple[list[dict[str, Any]], int]:
    """The rooms a person is in, the oldest first, with what they have not read there.

    Returns:
        Of each what models/own_room.py says of it, and {people, may}; and the number of read marks
        that were moved by then, as positions.moves() gives it.
    """
    reads = positions.moves(person.id)
    db.session.rollback()  # one snapshot for all
    rows = db.session.execute(own_room.all_of(), {"person": person.id})
    return _described(person, dicts(rows)), reads


def one(person: Person, room_id: int) -> dict[str, Any]:
    """One of these rooms.

    Raises:
        NotFound: they are not in it, or there is none.
    """
    access(person, room_id)
    db.session.rollback()
    rows = db.session.execute(own_room.one_of(), {"person": person.id, "room": room_id})
    found = _described(person, dicts(rows))
    if not found:
        raise NotFound("There is no such room.")
    return found[0]


def _described(person: Person, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    others = _others(person, [row["id"] for row in rows if row["kind"] == DIRECT])
    moved = positions.moved(person.id, rows)
    return [
        row
        | moved.get(row["id"], {})
        | _standing(person, row)
        | {"people": others.get(row["id"], ())}
        for row in rows
    ]


def _standing(person: Person, row: dict[str, Any]) -> dict[str, Any]:
    """What somebody is in a room, and may do there."""
    kind, given_role, until = row["kind"], row["role"], row["muted_until"]
    return {
        "role": permissions.room_role(kind, given_role, person.role),
        "may": _rights(row["id"] == LOBBY, kind, row["posting"], given_role, person.role),
        "muted_until": until if until is not None and until > clock.utcnow() else None,
    }


def _others(person: Person, room_ids: Collection[int]) -> dict[int, list[Any]]:
    """With whom a person talks, by room."""
    others: dict[int, list[Any]] = {}
    if room_ids:
        for row in db.session.execute(Membership.others(person.id, room_ids)):
            others.setdefault(row.room_id, []).append(row)
    return others


@cache
def _rights(
    is_lobby: bool, kind: str, posting: str, given_role: str, chat_role: str
) -> tuple[str, ...]:
    """All that somebody of these roles may do in such a room."""
    return tuple(
        action
        for action in permissions.ACTIONS
        if not (is_lobby and action in _NOT_IN_THE_LOBBY)
        and permissions.may_in_room(action, kind, posting, given_role, chat_role)
    )


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
