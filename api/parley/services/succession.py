"""Succession: somebody is in charge of a room as long as there is anybody who could be."""

from collections.abc import Collection

from sqlalchemy import select, tuple_, update
from sqlalchemy.orm import Session

from parley import clock
from parley.domain import deeds
from parley.domain.permissions import OWNER
from parley.models import Membership, Room
from parley.models.member import heirs, others_in_charge
from parley.models.room import PRIVATE
from parley.room_errors import LastMember, LastRoomOwner
from parley.services import audit, notices, room_change
from parley.services.draft import Draft
from parley.services.sessions import Caller


def require_successor(session: Session, room_id: int, kind: str, owner_id: int) -> None:
    """Insist, inside a write, that an owner who goes leaves the room to another, or to nobody.

    Raises:
        LastRoomOwner: others are there, of whom none is an owner.
        LastMember: nobody else is there, and nobody could come back.
    """
    others, owners = session.execute(others_in_charge(room_id, owner_id)).one()
    if not others and kind == PRIVATE:
        raise LastMember()
    if others and not owners:
        raise LastRoomOwner()


def require_other_owner(session: Session, room_id: int, owner_id: int) -> None:
    """Insist, inside a write, that a room has another owner.

    Raises:
        LastRoomOwner: it has none.
    """
    _, owners = session.execute(others_in_charge(room_id, owner_id)).one()
    if not owners:
        raise LastRoomOwner()


def settle(
    draft: Draft,
    caller: Caller,
    former_id: int,
    room_ids: Collection[int],
    owned: Collection[int],
) -> None:
    """Settle what becomes of rooms that somebody has left by leaving the chat.

    What they `owned` goes to the longest-standing moderator, or else member, unless somebody else
    owns it too; private rooms that nobody is in any more are no more.
    """
    session = draft.session
    inherited = session.execute(heirs(owned)).all()
    is_heir = tuple_(Membership.room_id, Membership.user_id).in_([tuple(row) for row in inherited])
    session.execute(update(Membership).where(is_heir).values(role=OWNER))
    draft.publish_all(
        [
            notices.written(room_id, former_id, deeds.inherited(heir_id), heir_id)
            for room_id, heir_id in inherited
        ]
    )
    draft.outdate("sight", [heir_id for _, heir_id in inherited])
    _record(session, caller, former_id, dict(map(tuple, inherited)))
    is_empty = Room.id.in_(room_ids) & (Room.kind == PRIVATE) & (Room.member_count == 0)
    session.execute(update(Room).where(is_empty).values(deleted_at=clock.utcnow()))


def _record(session: Session, caller: Caller, former_id: int, heir_of: dict[int, int]) -> None:
    """Write down who owns which room next."""
    rooms = session.scalars(select(Room).where(Room.id.in_(heir_of)))
    given = [(heir_of[room.id], {"role": OWNER} | room_change.known_as(room)) for room in rooms]
    audit.record_each(session, "room-role-given", caller, actor=former_id, deeds=given)
