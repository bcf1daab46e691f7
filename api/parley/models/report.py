"""Reports: what members think administrators should look at."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.message import ids_in
from parley.models.room import Room
from parley.models.types import UtcDateTime


class Report(Model):
    """A message that somebody reported, with what it said then."""

    __tablename__ = "reports"
    __table_args__ = (
        UniqueConstraint("message_id", "reporter_id"),
        {"sqlite_autoincrement": True},
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    message_id: Mapped[int]  # which goes with its room, while the report stays
    room_id: Mapped[int] = mapped_column(ForeignKey("rooms.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    reporter_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    content: Mapped[str]
    mentioned: Mapped[str | None]  # as of a message
    reason: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    resolved_at: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    resolved_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)

    @property
    def people(self) -> set[int]:
        """Everybody whom it names."""
        named = {self.author_id, self.reporter_id, self.resolved_by} - {None}
        return named | set(ids_in(self.mentioned))

    @classmethod
    def made_by(cls, reporter_id: int, message_id: int) -> "Select[tuple[Report]]":
        """What somebody reported of a message."""
        return select(cls).where(cls.message_id == message_id, cls.reporter_id == reporter_id)

    @classmethod
    def shown(cls) -> "Select[tuple[Report, str, str]]":
        """All reports, the newest first, with the name and the kind of the room."""
        found = select(cls, Room.name, Room.kind).join(Room, Room.id == cls.room_id)
        return found.order_by(cls.id.desc())

    @classmethod
    def queue(
        cls, *, is_resolved: bool, before: int | None, limit: int
    ) -> "Select[tuple[Report, str, str]]":
        """Those that are resolved, or those that are not."""
        state = cls.resolved_at.is_not(None) if is_resolved else cls.resolved_at.is_(None)
        found = cls.shown().where(state).limit(limit)
        return found if before is None else found.where(cls.id < before)
