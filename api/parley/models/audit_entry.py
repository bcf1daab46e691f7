"""The audit log: what happened that concerns security, in a chain that shows where it was cut."""

from datetime import datetime
from functools import cache

from sqlalchemy import Insert, Select, TextClause, select, text
from sqlalchemy.orm import Mapped, aliased, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime
from parley.models.user import User


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
    def like(cls, act: str | None, person_id: int | None) -> Select:
        """Entries of an act, by or to a person, with the names of both, the newest first."""
        actor, subject = aliased(User), aliased(User)
        rows = select(cls, actor.name.label("actor_name"), subject.name.label("subject_name"))
        rows = rows.outerjoin(actor, actor.id == cls.actor_id)
        rows = rows.outerjoin(subject, subject.id == cls.subject_id).order_by(cls.id.desc())
        if act is not None:
            rows = rows.where(cls.act == act)
        if person_id is not None:
            rows = rows.where((cls.actor_id == person_id) | (cls.subject_id == person_id))
        return rows

    @classmethod
    def all(cls) -> "Select[tuple[AuditEntry]]":
        """The whole chain from its beginning."""
        return select(cls).order_by(cls.id)

    @classmethod
    def last_id_given(cls) -> TextClause:
        """The last id that SQLite gave to a row of this table, whether the row is there yet."""
        return text("SELECT seq FROM sqlite_sequence WHERE name = 'audit_entries'")

    @classmethod
    @cache
    def newest_hash(cls) -> Select[tuple[str]]:
        """The last link of the chain."""
        entries = cls.__table__
        return select(entries.c.hash).order_by(entries.c.id.desc()).limit(1)

    @classmethod
    @cache
    def insertion(cls) -> Insert:
        """Add an entry of which everything but the id is given."""
        return cls.__table__.insert()
