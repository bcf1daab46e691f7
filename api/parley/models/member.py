"""Who is in a room, as selections."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import Select, and_, func, or_, select

from parley.domain.permissions import ADMINISTRATOR, GUEST, MODERATOR, OWNER
from parley.models.listing import by_name, following, holds, is_called
from parley.models.room import PUBLIC, Membership, Room, RoomMute
from parley.models.user import User

_IS_ACCOUNT = User.role != GUEST
_IS_HERE = User.left_at.is_(None) & User.suspended_at.is_(None)
# Who runs the chat counts as an owner of the public rooms they are in.
_RUNS_THE_CHAT = User.role.in_((ADMINISTRATOR, OWNER))
_IS_OWNER = or_(Membership.role == OWNER, and_(Room.kind == PUBLIC, _RUNS_THE_CHAT))


def members_of(room_id: int) -> Select[Any]:
    """Who is in a room, by name, with their role there and until when they are mute."""
    columns = (User.id, *User.shown(), Membership.role, RoomMute.until.label("muted_until"))
    is_own = (RoomMute.room_id == Membership.room_id) & (RoomMute.user_id == Membership.user_id)
    found = select(*columns).select_from(Membership).join(User, User.id == Membership.user_id)
    found = found.outerjoin(RoomMute, is_own).where(Membership.room_id == room_id)
    return found.order_by(by_name(User.name), User.id)


def members_like(
    room_id: int, words: tuple[str, str], after: int | None, limit: int
) -> Select[Any]:
    """Of those, who is called by what is looked for, after one of them."""
    found = members_of(room_id).limit(limit)
    if any(words):
        is_like = is_called(User.name, User.name_key, words) | holds(User.username, words[1])
        found = found.where(is_like)
    if after is None:
        return found
    is_member = (Membership.room_id == room_id) & (Membership.user_id == after)
    last = select(by_name(User.name)).join(Membership, Membership.user_id == User.id)
    return found.where(following(User.name, User.id, last.where(is_member), after))


def roles_in(room_id: int, user_id: int) -> Select[tuple[str, str]]:
    """The role that somebody was given in a room where they are, and that which they have in the
    chat."""
    columns = (Membership.role.label("given_role"), User.role.label("chat_role"))
    seat = select(*columns).join(User, User.id == Membership.user_id)
    return seat.where(Membership.room_id == room_id, Membership.user_id == user_id)


def candidates(room_id: int, ids: Collection[int], *, with_guests: bool) -> Select[Any]:
    """Of these people, who may be in a room, and whether they are."""
    is_own = and_(Membership.room_id == room_id, Membership.user_id == User.id)
    found = select(User.id, Membership.role.is_not(None).label("is_member"))
    found = found.outerjoin(Membership, is_own).where(User.id.in_(ids), _IS_HERE)
    return (found if with_guests else found.where(_IS_ACCOUNT)).order_by(User.id)


def others_in_charge(room_id: int, but_for: int) -> Select[tuple[int, int]]:
    """How many others of a room can come in and have an account, and how many of them own it."""
    owners = func.count().filter(_IS_OWNER)
    is_other = (Membership.room_id == room_id) & (Membership.user_id != but_for)
    return _seated(func.count(), owners).where(is_other, _IS_HERE, _IS_ACCOUNT)


def heirs(room_ids: Collection[int]) -> Select[tuple[int, int]]:
    """Of these rooms, those that nobody owns who can come in; each with the member who comes next:
    a moderator before others, and who has been there longest."""
    owned = _seated(Room.id).where(Room.id.in_(room_ids), _IS_OWNER, _IS_HERE).correlate(None)
    order = (User.suspended_at.is_not(None), Membership.role != MODERATOR, Membership.joined_at)
    place = func.row_number().over(partition_by=Room.id, order_by=(*order, User.id))
    line = _seated(Room.id, User.id.label("user_id"), place.label("place"))
    line = line.where(Room.id.in_(room_ids), Room.id.not_in(owned), _IS_ACCOUNT).subquery()
    return select(line.c.id, line.c.user_id).where(line.c.place == 1)


def _seated(*columns: Any) -> Select[Any]:
    """Of everybody in any room: some of what is known of them and of it."""
    seats = select(*columns).select_from(Membership).join(User, User.id == Membership.user_id)
    return seats.join(Room, Room.id == Membership.room_id)
