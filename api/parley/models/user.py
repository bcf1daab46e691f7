"""People."""

from datetime import datetime
from functools import cache

from sqlalchemy import Select, bindparam, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime


class User(Model):
    """A person; so far every one is a guest.

    `session_key` is random and part of the person's cookie: after a restore, an id that was
    given out anew must not open with the old holder's cookie.
    """

    __tablename__ = "users"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    look_key: Mapped[str] = mapped_column(unique=True)
    session_key: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def named_like(cls, keys: tuple[str, str]) -> Select[tuple[int]]:
        """Ids of people whose name could be mistaken for one with these keys."""
        return select(cls.id).where((cls.name_key == keys[0]) | (cls.look_key == keys[1]))

    @classmethod
    @cache
    def identity_of(cls) -> Select[tuple[str, str]]:
        """The name and the session key of the person with this `id`."""
        users = cls.__table__
        return select(users.c.name, users.c.session_key).where(users.c.id == bindparam("id"))
