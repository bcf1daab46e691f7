"""What members of a room may: giving them roles, and letting them say nothing for a time."""

from datetime import timedelta
from typing import Any

from sqlalchemy import delete, update

from parley import clock
from parley.domain import deeds, permissions
from parley.domain.permissions import GUEST, MANAGE, MODERATE, OWNER
from parley.errors import NoAccount
from parley.models import Membership, RoomMute
from parley.services import members, room_change, succession
from parley.services.members import Subject
from parley.services.room_change import RoomChange
from parley.services.sessions import Caller, Person


def change(
    person: Person,
    caller: Caller,
    room_id: int,
    member_id: int,
    *,
    role: str | None,
    muted_minutes: int | None,
) -> dict[str, Any]:
    """Give a member another role, or let them say nothing for so many minutes (0: let them speak
    again); what is None stays.

    Raises:
        NotFound: one of the two is not in the room, or there is none.
        NotAllowed: it takes another role.
        NoAccount: guests are given no role.
        LastRoomOwner: nobody would own the room.
        RoomArchived, TooFast, NotSignedIn.
    """
    with room_change.begin(person, room_id) as change:
        change.seat.require_alive()
        if role is not None:
            change.seat.require(MANAGE)
        if muted_minutes is not None:
            change.seat.require(MODERATE)
        subject = members.subject(change, member_id)
        if role is not None and role != subject.given_role:
            _give(change, caller, subject, role)
        if muted_minutes is not None:
            _mute(change, caller, subject, muted_minutes)
    return members.one(change.seat.room, member_id)


def _give(change: RoomChange, caller: Caller, subject: Subject, role: str) -> None:
    if subject.chat_role == GUEST:
        raise NoAccount()
    room, is_own = change.seat.room, subject.id == change.seat.person.id
    next_role = permissions.room_role(room.kind, role, subject.chat_role)
    if subject.role == OWNER != next_role:
        succession.require_other_owner(change.session, room.id, subject.id)
    own = (Membership.room_id == room.id) & (Membership.user_id == subject.id)
    change.session.execute(update(Membership).where(own).values(role=role))
    change.say(deeds.gave(role, subject.id, is_own=is_own), subject.id)
    change.draft.outdate("sight", [subject.id])
    details = {"former": subject.given_role, "role": role}
    change.record("room-role-given", caller, subject.id, **details)


def _mute(change: RoomChange, caller: Caller, subject: Subject, minutes: int) -> None:
    members.require_above(change, subject)
    room_id, now = change.seat.room.id, clock.utcnow()
    if minutes:
        until = now + timedelta(minutes=minutes)
        change.session.execute(RoomMute.begin(room_id, subject.id, until))
    else:
        own = (RoomMute.room_id == room_id) & (RoomMute.user_id == subject.id)
        if not change.session.execute(delete(RoomMute).where(own, RoomMute.until > now)).rowcount:
            return
    is_own = subject.id == change.seat.person.id
    change.say(deeds.muted(subject.id, minutes, is_own=is_own), subject.id)
    change.draft.outdate("room", [room_id])
    change.record("room-member-muted", caller, subject.id, minutes=minutes)
