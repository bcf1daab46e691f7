"""Messages."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index, Select, UniqueConstraint, Uuid, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from parley.db import Model
from parley.models.types import UtcDateTime
from parley.models.user import User

TEXT = "text"
NOTICE = "notice"


class Message(Model):
    """What someone said, or what happened. `revision` is that of its newest change."""

    __tablename__ = "messages"
    __table_args__ = (
        UniqueConstraint("room_id", "client_id"),
        Index(None, "room_id", "id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"))
    revision: Mapped[int] = mapped_column(unique=True)
    kind: Mapped[str]
    content: Mapped[str]
    client_id: Mapped[UUID | None] = mapped_column(Uuid)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    edited_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    deleted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    author: Mapped[User] = relationship()

    @property
    def author_name(self) -> str:
        """The author's present name."""
        return self.author.name

    @classmethod
    def _whole(cls) -> Select[Any]:
        """Plain rows with all there is to show: for reading, far quicker than objects."""
        return select(*cls.__table__.columns, User.name.label("author_name")).join(
            User, User.id == cls.author_id
        )

    @classmethod
    def page(cls, room_id: int, before: int | None, limit: int) -> Select[Any]:
        """The newest messages of a room, or those before a message's id, newest first."""
        page = cls._whole().where(cls.room_id == room_id)
        if before is not None:
            page = page.where(cls.id < before)
        return page.order_by(cls.id.desc()).limit(limit)

    @classmethod
    def changed_since(cls, room_ids: Collection[int], revision: int, limit: int) -> Select[Any]:
        """The messages of these rooms that changed after a revision, oldest change first."""
        changed = cls._whole().where(cls.revision > revision, cls.room_id.in_(room_ids))
        return changed.order_by(cls.revision).limit(limit)

    @classmethod
    def id_posted_as(cls, room_id: int, client_id: UUID) -> Select[tuple[int]]:
        """The id of the message of a room that its author's client gave this id."""
        messages = cls.__table__
        return select(messages.c.id).where(
            messages.c.room_id == room_id, messages.c.client_id == client_id
        )
