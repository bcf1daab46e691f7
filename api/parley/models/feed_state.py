"""The state of the feed: which life of the database this is, and how many changes it has seen."""

from functools import cache

from sqlalchemy import CheckConstraint, Select, Update, bindparam, select, update
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from parley.db import Model

THE_ROW = 1


class FeedState(Model):
    """One row. `epoch` is random and made anew by a restore; `revision` only grows.

    `rights` grows with every change of who people are and what they may: what a process knows
    of that by heart holds as long as the number does, whichever process changes it.
    """

    __tablename__ = "feed_state"
    __table_args__ = (CheckConstraint(f"id = {THE_ROW}", name="single"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    epoch: Mapped[str]
    revision: Mapped[int]
    rights: Mapped[int] = mapped_column(server_default="0")

    @classmethod
    @cache
    def newest(cls) -> Select[tuple[str, int]]:
        """The epoch and the newest revision."""
        return select(cls.__table__.c.epoch, cls.__table__.c.revision)

    @classmethod
    @cache
    def advance(cls) -> ReturningUpdate[tuple[str, int]]:
        """Move on by `count` revisions; gives the epoch and the newest of them."""
        state = cls.__table__
        moved = update(state).values(revision=state.c.revision + bindparam("count"))
        return moved.returning(state.c.epoch, state.c.revision)

    @classmethod
    @cache
    def advance_rights(cls) -> Update:
        """Say that somebody is or may something else now."""
        state = cls.__table__
        return update(state).values(rights=state.c.rights + 1)
