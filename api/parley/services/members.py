"""The members of a room: who they are, adding people and removing them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db
from parley.domain import deeds, permissions
from parley.domain.permissions import ADD, GUEST, OWNER, REMOVE
from parley.errors import NotAllowed, NotFound
from parley.models import Membership, User
from parley.models.member import candidates, members_like, members_of, roles_in
from parley.room_errors import NoSuchPeople
from parley.services import found_rooms, joining, room_change, rooms, signals, succession
from parley.services.room_change import RoomChange
from parley.services.rooms import Facts
from parley.services.sessions import Caller, Person

_NOBODY = "There is no such member."


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody in a room to whom something is done: the role they were given, that which they have,
    and that in the chat."""

    id: int
    given_role: str
    role: str
    chat_role: str


def find(
    person: Person, room_id: int, search: str, after: int | None, limit: int
) -> dict[str, Any]:
    """Members by a part of their name or user name, by name, after one of them.

    Returns:
        {members: [{person, role, muted_until, presence}], more, hidden}; `hidden` where guests may not see
        them and a guest asks.

    Raises:
        NotFound: they are not in the room, or there is none.
    """
    kind = rooms.access(person, room_id).room.kind
    if person.role == GUEST and not joining.shows_members_to_guests():
        return {"members": [], "more": False, "hidden": True}
    wanted = members_like(room_id, found_rooms.words(search), after, limit + 1)
    rows = list(db.session.execute(wanted))
    shown = [_shown(kind, row) for row in rows[:limit]]
    return {"members": shown, "more": len(rows) > limit, "hidden": False}


def add(
    person: Person, caller: Caller, room_id: int, people: Sequence[int]
) -> list[dict[str, Any]]:
    """Put people into a room; who is there already stays. Gives all of them as members.

    Raises:
        NotFound: they are not in the room themselves, or there is none.
        NoSuchPeople: somebody of them may not be there, or is not here.
        NotAllowed, RoomArchived, TooFast, NotSignedIn.
    """
    with room_change.begin(person, room_id) as change:
        room = change.seat.room
        change.seat.require_alive()
        change.seat.require(ADD)
        new = newcomers(change.session, room_id, people, with_guests=room.is_open_to_guests)
        if new:
            room_change.add(change.draft, change.room, person.id, caller, new)
    return some(room, people)


def newcomers(
    session: Session, room_id: int, people: Collection[int], *, with_guests: bool
) -> list[int]:
    """Of these people, who is not in a room yet, inside a write.

    Raises:
        NoSuchPeople: somebody of them may not be there, or is not here: the two look alike.
    """
    found = session.execute(candidates(room_id, people, with_guests=with_guests)).all()
    if len(found) < len(set(people)):
        raise NoSuchPeople()
    return [row.id for row in found if not row.is_member]


def remove(person: Person, caller: Caller, room_id: int, member_id: int) -> None:
    """Take somebody out of a room.

    Raises:
        NotFound: one of the two is not in it, or there is none.
        NotAllowed: it takes a higher role than theirs.
        LastRoomOwner, LastMember: owners remove themselves as they leave.
        RoomArchived, TooFast, NotSignedIn.
    """
    with room_change.begin(person, room_id) as change:
        change.seat.require_alive()
        change.seat.require(REMOVE)
        going = subject(change, member_id)
        require_above(change, going)
        if going.role == OWNER:
            succession.require_successor(change.session, room_id, change.seat.room.kind, member_id)
        is_own = member_id == person.id
        change.say(deeds.LEFT if is_own else deeds.removed(member_id), member_id)
        room_change.let_go(change.draft, room_id, Membership.user_id == member_id)
        change.record("room-member-removed", caller, member_id)


def one(room: Facts, member_id: int) -> dict[str, Any]:
    """A member, as in the list of all.

    Raises:
        NotFound: they have just left.
    """
    found = some(room, [member_id])
    if not found:
        raise NotFound(_NOBODY)
    return found[0]


def some(room: Facts, people: Collection[int]) -> list[dict[str, Any]]:
    """Of these people the members of a room, as in the list of all."""
    rows = db.session.execute(members_of(room.id).where(User.id.in_(people)))
    return [_shown(room.kind, row) for row in rows]


def subject(change: RoomChange, member_id: int) -> Subject:
    """To whom something is done, as part of a change.

    Raises:
        NotFound: they are not in the room, or there is nobody of this id; the two look alike.
    """
    row = change.session.execute(roles_in(change.seat.room.id, member_id)).one_or_none()
    if row is None:
        raise NotFound(_NOBODY)
    role = permissions.room_role(change.seat.room.kind, row.given_role, row.chat_role)
    return Subject(member_id, row.given_role, role, row.chat_role)


def require_above(change: RoomChange, subject: Subject) -> None:
    """Insist that the change's person may remove or mute somebody.

    Raises:
        NotAllowed: only those of higher roles may.
    """
    if not permissions.may_act_on_in_room(change.seat.role, subject.role):
        raise NotAllowed("It takes a higher role than theirs in this room.")


def _shown(kind: str, row: Row) -> dict[str, Any]:
    is_mute = row.muted_until is not None and row.muted_until > clock.utcnow()
    return {
        "person": row,
        "role": permissions.room_role(kind, row.role, row.author_role),
        "muted_until": row.muted_until if is_mute else None,
        "presence": signals.presence_of(row.id),
    }
