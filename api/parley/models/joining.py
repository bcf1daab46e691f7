"""Who may join."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model

THE_ROW = 1


class Joining(Model):
    """One row: what an owner decided. Where that is nothing, the settings hold."""

    __tablename__ = "joining"
    __table_args__ = (CheckConstraint(f"id = {THE_ROW}", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sign_up: Mapped[str | None]
    guests: Mapped[bool | None]
    second_factor: Mapped[str | None]
    members_visible_to_guests: Mapped[bool | None]
