"""The audit log: what happened that concerns security, in a chain that shows where it was cut."""

from datetime import datetime

from sqlalchemy import Select, TextClause, select, text
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime


class AuditEntry(Model):
    """One act. `hash` covers the row and the hash of the row before it."""

    __tablename__ = "audit_entries"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    act: Mapped[str]
    actor_id: Mapped[int | None]
    subject_id: Mapped[int | None]
    address: Mapped[str | None]
    details: Mapped[str]
    hash: Mapped[str]

    @classmethod
    def all(cls) -> "Select[tuple[AuditEntry]]":
        """The whole chain from its beginning."""
        return select(cls).order_by(cls.id)

    @classmethod
    def last_id_given(cls) -> TextClause:
        """The last id that SQLite gave to a row of this table, whether the row is there yet."""
        return text("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entries'")

    @classmethod
    def newest(cls) -> "Select[tuple[AuditEntry]]":
        """The last link of the chain."""
        return select(cls).order_by(cls.id.desc()).limit(1)
