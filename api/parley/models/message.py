"""Messages."""

from collections.abc import Collection
from datetime import datetime
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, Uuid, bindparam, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from parley.db import Model
from parley.models.types import UtcDateTime
from parley.models.user import User

TEXT = "text"
NOTICE = "notice"
EVERYBODY = "*"


class Message(Model):
    """What someone said, or what happened. `revision` is that of its newest change.

    `mentioned` are the ids of the people that its words mean, and EVERYBODY, with spaces between.
    """

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("room_id", "client_id"),
        Index(None, "room_id", "id", "author_id", "kind", "deleted_at"),  # all that is counted by
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    revision: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    content: Mapped[str]
    client_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    mentioned: Mapped[str | None]

    @classmethod
    def _whole(cls) -> Select[Any]:
        """Plain rows with all there is to show, its author included: quicker than objects."""
        messages, users = cls.__table__, User.__table__
        whole = select(*messages.c, *User.shown())
        return whole.join(users, users.c.id == messages.c.author_id)

    @classmethod
    def page(cls, room_id: int, before: int | None, limit: int) -> Select[Any]:
        """The newest messages of a room, or those before a message's id, newest first."""
        messages = cls.__table__
        page = cls._whole().where(messages.c.room_id == room_id)
        if before is not None:
            page = page.where(messages.c.id < before)
        return page.order_by(messages.c.id.desc()).limit(limit)

    @classmethod
    def page_from(cls, room_id: int, first: int, limit: int) -> Select[Any]:
        """The messages of a room from an id on, oldest first."""
        messages = cls.__table__
        page = cls._whole().where(messages.c.room_id == room_id, messages.c.id >= first)
        return page.order_by(messages.c.id).limit(limit)

    @classmethod
    def changed_since(cls, room_ids: Collection[int], revision: int, limit: int) -> Select[Any]:
        """The messages of these rooms that changed after a revision, oldest change first."""
        messages = cls.__table__
        is_news = (messages.c.revision > revision) & messages.c.room_id.in_(room_ids)
        return cls._whole().where(is_news).order_by(messages.c.revision).limit(limit)

    @classmethod
    @cache
    def posted_as(cls) -> Select[Any]:
        """The message of a `room` to which its author's client gave the id `client`."""
        messages = cls.__table__
        is_it = messages.c.room_id == bindparam("room")
        return cls._whole().where(is_it, messages.c.client_id == bindparam("client"))

    @classmethod
    @cache
    def insertion(cls) -> ReturningInsert[tuple[int]]:
        """Add a message of which everything but the id is given; gives the id.

        Gives nothing, and adds nothing, where the room has a message with its `client_id`.
        """
        fresh = insert(cls.__table__).on_conflict_do_nothing(
            index_elements=("room_id", "client_id")
        )
        return fresh.returning(cls.__table__.c.id)

    @classmethod
    @cache
    def insertion_of_many(cls) -> ReturningInsert[tuple[int, int]]:
        """Add messages of which everything but the id is given; gives revisions and ids."""
        return insert(cls.__table__).returning(cls.__table__.c.revision, cls.__table__.c.id)

    @classmethod
    def said_by(cls, user_id: int, kind: str) -> "Select[tuple[Message]]":
        """The messages of one author that are not deleted, the oldest first."""
        is_one = (cls.author_id == user_id) & (cls.kind == kind) & cls.deleted_at.is_(None)
        return select(cls).where(is_one).order_by(cls.id)


def ids_in(mentioned: str | None) -> list[int]:
    """The people in the column `mentioned`."""
    return [int(word) for word in (mentioned or "").split() if word != EVERYBODY]


def newest_in(room_id: Any) -> Any:
    """The id of the newest message of a room, as part of a selection; nothing where there is none."""
    messages = Message.__table__.alias()
    return select(func.max(messages.c.id)).where(messages.c.room_id == room_id).scalar_subquery()
