"""Rooms, and who is in them."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    ForeignKey,
    Index,
    Insert,
    Select,
    Update,
    bindparam,
    func,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.domain.permissions import MEMBER
from parley.models.listing import by_name
from parley.models.message import newest_in
from parley.models.types import UtcDateTime
from parley.models.user import User

LOBBY = 1  # made by the first migration; nobody leaves it, since it tells the news about people
PUBLIC, PRIVATE, DIRECT = "public", "private", "direct"
ALL, MENTIONS, NOTHING, HIDDEN = "all", "mentions", "nothing", "hidden"


class Room(Model):
    """A conversation.

    Public ones have a name that no other has (`name_key`, `look_key`: two texts that tell names
    apart), direct ones the people that no other direct one has (`direct_key`). What is deleted keeps
    its row, so that its id stays its own.
    """

    __tablename__ = "rooms"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    name_key: Mapped[str | None] = mapped_column(index=True, unique=True)
    look_key: Mapped[str | None] = mapped_column(index=True, unique=True)
    direct_key: Mapped[str | None] = mapped_column(index=True, unique=True)
    topic: Mapped[str] = mapped_column(server_default=text("''"))
    description: Mapped[str] = mapped_column(server_default=text("''"))
    icon: Mapped[str] = mapped_column(server_default=text("''"))
    posting: Mapped[str] = mapped_column(server_default=MEMBER)
    is_default: Mapped[bool] = mapped_column(server_default="0")
    is_open_to_guests: Mapped[bool] = mapped_column(server_default="0")
    member_count: Mapped[int] = mapped_column(server_default="0")
    archived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    @cache
    def facts(cls) -> Select[Any]:
        """Of the room with this `id`: what decides who may do what in it."""
        rooms = cls.__table__
        columns = (rooms.c.kind, rooms.c.posting, rooms.c.archived_at, rooms.c.is_open_to_guests)
        return select(rooms.c.id, *columns).where(
            rooms.c.id == bindparam("id"), rooms.c.deleted_at.is_(None)
        )

    @classmethod
    @cache
    def size(cls) -> Select[tuple[int]]:
        """How many people are in the room with this `id`."""
        rooms = cls.__table__
        return select(rooms.c.member_count).where(rooms.c.id == bindparam("id"))

    @classmethod
    def direct(cls, key: str) -> Select[tuple[int]]:
        """The id of the conversation between the people of a key."""
        return select(cls.id).where(cls.direct_key == key)

    @classmethod
    def named_like(cls, keys: tuple[str, str]) -> Select[tuple[int]]:
        """Ids of public rooms whose name could be mistaken for one with these keys."""
        return select(cls.id).where((cls.name_key == keys[0]) | (cls.look_key == keys[1]))

    @classmethod
    def recount(cls, *which: Any) -> Update:
        """Count the members of these rooms anew."""
        own = Membership.room_id == cls.id
        count = select(func.count()).select_from(Membership).where(own).scalar_subquery()
        return update(cls).where(*which).values(member_count=count)


class Membership(Model):
    """That somebody is in a room.

    `read_id` is the newest message that they have read, `level` what they want to hear of.
    """

    __tablename__ = "memberships"
    __table_args__ = (Index(None, "room_id", "user_id"),)

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    role: Mapped[str]
    level: Mapped[str]
    is_favourite: Mapped[bool]
    read_id: Mapped[int]
    joined_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    @cache
    def roles_of(cls) -> Select[tuple[int, str]]:
        """The rooms that a `person` is in, and their role in each."""
        own = cls.__table__
        return select(own.c.room_id, own.c.role).where(own.c.user_id == bindparam("person"))

    @classmethod
    def others(cls, user_id: int, room_ids: Collection[int]) -> Select[Any]:
        """Who else is in these rooms, by name."""
        users = User.__table__
        found = select(cls.room_id, users.c.id, *User.shown())
        found = found.join(users, users.c.id == cls.user_id)
        is_other = cls.room_id.in_(room_ids) & (cls.user_id != user_id)
        return found.where(is_other).order_by(by_name(users.c.name), users.c.id)

    @classmethod
    @cache
    def partners(cls) -> Select[tuple[int]]:
        """With whom a `person` talks directly, by ids."""
        own, others, rooms = cls.__table__.alias(), cls.__table__, Room.__table__
        is_direct = (rooms.c.id == own.c.room_id) & (rooms.c.kind == DIRECT)
        found = select(others.c.user_id).distinct().join(own, own.c.room_id == others.c.room_id)
        found = found.join(rooms, is_direct).where(own.c.user_id == bindparam("person"))
        return found.where(others.c.user_id != own.c.user_id)

    @classmethod
    def meant(
        cls, room_id: int, ids: Collection[int], keys: Collection[str], usernames: Collection[str]
    ) -> Select[Any]:
        """Who of a room has one of these ids, keys of names or user names."""
        users = User.__table__
        is_called = users.c.name_key.in_(keys) | users.c.username.in_(usernames)
        # All of them first, by their indexes: the room may have thousands of members.
        these = select(users.c.id).where(users.c.id.in_(ids) | is_called)
        found = select(users.c.id, users.c.name, users.c.username)
        found = found.join(cls, cls.user_id == users.c.id)
        return found.where(users.c.id.in_(these), cls.room_id == room_id)

    @classmethod
    def join_defaults(cls, user_id: int, now: datetime, *, is_guest: bool) -> Insert:
        """Put a newcomer into the rooms that newcomers are in by themselves."""
        is_theirs = Room.is_default & Room.archived_at.is_(None) & Room.deleted_at.is_(None)
        if is_guest:
            is_theirs &= Room.is_open_to_guests
        known = select(cls.room_id).where(cls.user_id == user_id)
        rooms = select(*cls._new(literal(user_id), Room.id, now)).where(
            is_theirs, Room.id.not_in(known)
        )
        return cls.__table__.insert().from_select(cls.__table__.c.keys(), rooms)

    @classmethod
    def join(cls, room_id: int, user_ids: Collection[int], role: str, now: datetime) -> Insert:
        """Put people into a room who are not in it."""
        new = select(*cls._new(User.id, literal(room_id), now, role)).where(User.id.in_(user_ids))
        return cls.__table__.insert().from_select(cls.__table__.c.keys(), new)

    @classmethod
    def _new(cls, user_id: Any, room_id: Any, now: datetime, role: str = MEMBER) -> tuple[Any, ...]:
        """The columns of a membership that begins now, with all that was said taken as read."""
        when = literal(now, cls.__table__.c.joined_at.type)
        read_id = func.coalesce(newest_in(room_id), 0)
        return (user_id, room_id, literal(role), literal(ALL), literal(False), read_id, when)


class Departure(Model):
    """That somebody is in a room no more, since a revision of the feed."""

    __tablename__ = "departures"

    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    revision: Mapped[int]

    @classmethod
    @cache
    def of(cls) -> Select[tuple[int, int]]:
        """The rooms that a `person` has left, and when."""
        own = cls.__table__
        left = select(own.c.room_id, own.c.revision).where(own.c.user_id == bindparam("person"))
        return left.order_by(own.c.room_id)

    @classmethod
    def begin(cls, revision: int, *which: Any) -> Insert:
        """Note that people are in a room no more whose memberships are these."""
        going = select(Membership.user_id, Membership.room_id, literal(revision)).where(*which)
        noted = insert(cls).from_select(("user_id", "room_id", "revision"), going)
        key = ("user_id", "room_id")
        return noted.on_conflict_do_update(index_elements=key, set_={"revision": revision})


class RoomMute(Model):
    """That somebody may say nothing in a room for a time, whether they leave and come back or not."""

    __tablename__ = "room_mutes"

    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), primary_key=True, index=True)
    until: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    @cache
    def of(cls) -> Select[tuple[int, datetime]]:
        """Who is mute in this `room`, and until when."""
        mutes = cls.__table__
        return select(mutes.c.user_id, mutes.c.until).where(mutes.c.room_id == bindparam("room"))

    @classmethod
    def begin(cls, room_id: int, user_id: int, until: datetime) -> Insert:
        """Let somebody say nothing there until then."""
        mute = insert(cls).values(room_id=room_id, user_id=user_id, until=until)
        key = ("room_id", "user_id")
        return mute.on_conflict_do_update(index_elements=key, set_={"until": until})
