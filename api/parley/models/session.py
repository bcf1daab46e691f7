"""Sessions: the browsers in which people are signed in."""

from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Select, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime
from parley.models.user import User


class Session(Model):
    """One browser. Of the random key in its cookie only the hash is kept; ending it is deleting it.

    `by_link` says that a one-time link and not a password opened it.
    """

    __tablename__ = "sessions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    key_hash: Mapped[str]
    device: Mapped[str]
    address: Mapped[str]
    by_link: Mapped[bool]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    @cache
    def holder(cls) -> Select:
        """Whose the session with this `id` is, and what its key must hash to."""
        sessions, users = cls.__table__, User.__table__
        columns = (
            sessions.c.key_hash,
            users.c.id,
            users.c.name,
            users.c.username,
            users.c.role,
            users.c.password_hash.is_not(None).label("has_password"),
        )
        joined = select(*columns).join(users, users.c.id == sessions.c.user_id)
        return joined.where(sessions.c.id == bindparam("id"))

    @classmethod
    def of(cls, user_id: int) -> "Select[tuple[Session]]":
        """A person's sessions, the newest first."""
        return select(cls).where(cls.user_id == user_id).order_by(cls.id.desc())


def people() -> "Select[tuple[User, datetime | None]]":
    """People who are still here, those who came last first, and when each was last seen."""
    seen = select(func.max(Session.last_seen_at)).where(Session.user_id == User.id)
    listed = select(User, seen.correlate(User).scalar_subquery())
    return listed.where(User.left_at.is_(None)).order_by(User.id.desc())


def people_like(
    text: str, role: str | None, before: int | None, limit: int
) -> "Select[tuple[User, datetime | None]]":
    """Of those, whose name or user name holds a text, of a role, of smaller ids."""
    found = people().limit(limit)
    if text:
        held = User.name.icontains(text, autoescape=True)
        found = found.where(held | User.username.icontains(text, autoescape=True))
    if role is not None:
        found = found.where(User.role == role)
    return found if before is None else found.where(User.id < before)
