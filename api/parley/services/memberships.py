"""Memberships: joining a room and leaving it, what newcomers are in by themselves, and what becomes of
those who leave the chat."""

from collections.abc import Collection, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.orm import Session

from parley import clock
from parley.db import write
from parley.domain import deeds, permissions
from parley.domain.permissions import MEMBER, OWNER
from parley.models import Departure, Membership, Mention, Room, RoomMute
from parley.models.room import DIRECT
from parley.services import (
    feed,
    found_rooms,
    pace,
    room_change,
    rooms,
    sessions,
    signals,
    succession,
)
from parley.services.draft import Draft
from parley.services.sessions import Caller, Person


def join(person: Person, room_id: int) -> tuple[dict[str, Any], bool]:
    """Join a public room.

    Returns:
        The room, and whether they were not in it already.

    Raises:
        NotFound: there is no such room, or it is not theirs to join; the two look alike.
        TooFast, NotSignedIn.
    """
    if _is_in(person, room_id):
        return rooms.one(person, room_id), False
    pace.spend_post(person.id)
    with feed.change() as draft:
        present = sessions.require_present(draft.session, person)
        is_new = not _is_in(person, room_id)
        if is_new:
            found_rooms.require_open(draft.session, present, room_id)
            room_change.say(draft, room_id, person.id, deeds.JOINED)
            room_change.take_in(draft, room_id, [person.id], MEMBER)
    return rooms.one(person, room_id), is_new


def leave(person: Person, room_id: int) -> None:
    """Leave a room.

    Raises:
        NotFound: they are not in it, or there is no such room.
        NotAllowed: nobody leaves the Lobby, nor a conversation between few.
        LastRoomOwner, LastMember: it takes another owner first, or the end of the room.
        TooFast, NotSignedIn.
    """
    with room_change.begin(person, room_id) as change:
        change.seat.require(permissions.LEAVE)
        if change.seat.role == OWNER:
            succession.require_successor(change.session, room_id, change.seat.room.kind, person.id)
        change.say(deeds.LEFT)
        room_change.let_go(change.draft, room_id, Membership.user_id == person.id)


def prefer(
    person: Person, room_id: int, *, level: str | None, is_favourite: bool | None
) -> dict[str, Any]:
    """Say what one wants to hear of a room, and whether one likes it; what is None stays.

    Nobody else sees it: no cursor moves.

    Raises:
        NotFound: they are not in it, or there is no such room.
        NotSignedIn.
    """
    given = {"level": level, "is_favourite": is_favourite}
    chosen = {name: value for name, value in given.items() if value is not None}
    rooms.access(person, room_id)
    with write() as session:
        rooms.access(sessions.require_present(session, person), room_id)
        if chosen:
            own = (Membership.user_id == person.id) & (Membership.room_id == room_id)
            session.execute(update(Membership).where(own).values(chosen))
    return rooms.one(person, room_id)


def _is_in(person: Person, room_id: int) -> bool:
    return room_id in rooms.sight(person.id).roles


def welcome(session: Session, user_id: int, *, is_guest: bool) -> None:
    """Put a newcomer, or a guest who has an account now, into the rooms where all newcomers are."""
    session.execute(Membership.join_defaults(user_id, clock.utcnow(), is_guest=is_guest))
    own = select(Membership.room_id).where(Membership.user_id == user_id)
    is_back = (Departure.user_id == user_id) & Departure.room_id.in_(own)
    session.execute(delete(Departure).where(is_back))
    session.execute(Room.recount(Room.is_default))


def give_up(draft: Draft, caller: Caller, user_id: int) -> None:
    """Take somebody who leaves the chat out of all rooms, as part of that change.

    Conversations between few keep them, as whom the others talked with. What they alone owned goes
    to another, and what they alone were in is no more: purging.py takes the rest away.
    """
    left = _take_out(draft.session, [user_id])
    owned = [row.room_id for row in left if row.role == OWNER]
    succession.settle(draft, caller, user_id, [row.room_id for row in left], owned)
    draft.afterwards.append(partial(signals.forget, user_id))


def forget(session: Session, user_ids: Collection[int]) -> None:
    """Keep nothing about rooms of guests who are forgotten altogether, inside a write.

    Guests are in charge of nothing, and in nothing that is private.
    """
    _take_out(session, user_ids)
    for table in (Departure, RoomMute, Mention):
        session.execute(delete(table).where(table.user_id.in_(user_ids)))


def _take_out(session: Session, user_ids: Collection[int]) -> Sequence[Row]:
    """Take people out of all rooms but conversations between few; gives which, and their roles.

    Each room is counted anew once, however many go: that costs as much as it has members.
    """
    direct = select(Room.id).where(Room.kind == DIRECT)
    is_left = Membership.user_id.in_(user_ids) & Membership.room_id.not_in(direct)
    columns = (Membership.room_id, Membership.role)
    left = session.execute(delete(Membership).where(is_left).returning(*columns)).all()
    session.execute(Room.recount(Room.id.in_({row.room_id for row in left})))
    return left
