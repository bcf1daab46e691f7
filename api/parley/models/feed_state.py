"""The state of the feed: which life of the database this is, and how many changes it has seen."""

from sqlalchemy import CheckConstraint, Select, Update, select, update
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model

THE_ROW = 1


class FeedState(Model):
    """One row. `epoch` is random and made anew by a restore; `revision` only grows."""

    __tablename__ = "feed_state"
    __table_args__ = (CheckConstraint(f"id = {THE_ROW}", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    revision: Mapped[int]

    @classmethod
    def newest(cls) -> Select[tuple[str, int]]:
        """The epoch and the newest revision."""
        return select(cls.epoch, cls.revision)

    @classmethod
    def move_to(cls, revision: int) -> Update:
        """Make `revision` the newest."""
        return update(cls).values(revision=revision)
