"""What others know people by: providers of single sign-on, and the directory."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime

LDAP = "ldap"


class Identity(Model):
    """A person at a provider, who calls them `subject`, for ever.

    `gone_at` says since when the directory knows them no more.
    """

    __tablename__ = "identities"
    __table_args__ = (UniqueConstraint("provider", "subject"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    provider: Mapped[str]
    subject: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    gone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def known(cls, provider: str, subject: str) -> "Select[tuple[Identity]]":
        """What a provider calls by this name."""
        return select(cls).where(cls.provider == provider, cls.subject == subject)

    @classmethod
    def at(cls, provider: str, user_id: int) -> "Select[tuple[Identity]]":
        """What a provider calls this person."""
        return select(cls).where(cls.provider == provider, cls.user_id == user_id)

    @classmethod
    def of(cls, user_id: int) -> "Select[tuple[Identity]]":
        """What others know a person by, the oldest first."""
        return select(cls).where(cls.user_id == user_id).order_by(cls.id)

    @classmethod
    def gone(cls, user_id: int) -> "Select[tuple[Identity]]":
        """What others knew a person by and know no more."""
        return cls.of(user_id).where(cls.gone_at.is_not(None))

    @classmethod
    def all_at(cls, provider: str) -> "Select[tuple[Identity]]":
        """Everybody whom a provider knows."""
        return select(cls).where(cls.provider == provider).order_by(cls.id)
