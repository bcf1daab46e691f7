"""Addresses from which no guest may come for a time."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime
from parley.models.user import User


class AddressBan(Model):
    """A network, in CIDR notation, that guests are kept out from until `expires_at`."""

    __tablename__ = "address_bans"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    network: Mapped[str]
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    def holding(cls, now: datetime) -> "Select[tuple[AddressBan]]":
        """The bans that hold, the newest first."""
        return select(cls).where(cls.expires_at > now).order_by(cls.id.desc())


def bans_with_makers(now: datetime) -> "Select[tuple[AddressBan, str | None]]":
    """Of those, each with the name of who made it."""
    return (
        AddressBan.holding(now)
        .add_columns(User.name)
        .outerjoin(User, User.id == AddressBan.made_by)
    )
