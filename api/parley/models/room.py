"""Rooms."""

from datetime import datetime

from sqlalchemy import Select, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime

PUBLIC = "public"


class Room(Model):
    """A conversation. The first migration makes the Lobby."""

    __tablename__ = "rooms"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    kind: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def visible(cls) -> Select[tuple["Room"]]:
        """The rooms that everyone who is signed in may see, oldest first."""
        return select(cls).where(cls.kind == PUBLIC).order_by(cls.id)
