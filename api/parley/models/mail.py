"""Mail that is still to be sent."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime

RECOVERY = "recovery"
CONFIRMATION = "confirmation"
MAIL_CHANGED = "mail-changed"
MAIL_REMOVED = "mail-removed"
PASSWORD_CHANGED = "password-changed"
LINKED = "linked"


class Mail(Model):
    """One piece of the outbox. It holds no secret: what a mail says is made when it is sent.

    `about` is the address it goes to, or what somebody who is locked out gave as their account.
    """

    __tablename__ = "mails"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    about: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    due_at: Mapped[datetime] = mapped_column(UtcDateTime)
    tries: Mapped[int]

    @classmethod
    def due(cls, now: datetime) -> "Select[tuple[Mail]]":
        """What is to be sent by now, what waits longest first."""
        return select(cls).where(cls.due_at <= now).order_by(cls.due_at, cls.id).limit(1)

    @classmethod
    def asking(cls, user_id: int) -> "Select[tuple[str]]":
        """The address that a mail still to be sent asks a person to confirm."""
        is_it = (cls.kind == CONFIRMATION) & (cls.user_id == user_id)
        return select(cls.about).where(is_it).order_by(cls.id.desc()).limit(1)
