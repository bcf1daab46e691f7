"""Memberships: what newcomers are in by themselves, and what becomes of those who leave the chat."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from parley import clock
from parley.models import Departure, Membership, Mention, Room, RoomMute
from parley.models.room import DIRECT


def welcome(session: Session, user_id: int, *, is_guest: bool) -> None:
    """Put a newcomer, or a guest who has an account now, into the rooms where all newcomers are."""
    session.execute(Membership.join_defaults(user_id, clock.utcnow(), is_guest=is_guest))
    session.execute(Room.recount(Room.is_default))


def give_up(session: Session, user_id: int) -> None:
    """Take somebody who leaves the chat out of all rooms, inside a write.

    Conversations between few keep them, as whom the others talked with.
    """
    direct = select(Room.id).where(Room.kind == DIRECT)
    is_left = (Membership.user_id == user_id) & Membership.room_id.not_in(direct)
    left = session.scalars(delete(Membership).where(is_left).returning(Membership.room_id)).all()
    session.execute(Room.recount(Room.id.in_(left)))


def forget(session: Session, user_id: int) -> None:
    """Keep nothing about rooms of somebody who is forgotten altogether, inside a write."""
    give_up(session, user_id)
    for table in (Departure, RoomMute, Mention):
        session.execute(delete(table).where(table.user_id == user_id))
