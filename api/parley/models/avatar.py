"""Pictures of people."""

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime


class Avatar(Model):
    """One person's picture, a square WebP. Its key is random and never means another picture."""

    __tablename__ = "avatars"

    key: Mapped[str] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True, unique=True)
    content: Mapped[bytes]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
