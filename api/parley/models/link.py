"""Links that open something a limited number of times."""

from datetime import datetime

from sqlalchemy import ForeignKey, Select, exists, select, update
from sqlalchemy.dialects.sqlite import Insert, insert
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningUpdate

from parley.db import Model
from parley.models.room import Room
from parley.models.types import UtcDateTime
from parley.models.user import User

SETUP = "setup"
SIGN_IN = "sign-in"
INVITATION = "invitation"
MAIL = "mail"
SPENT = "spent"  # no link, but a ticket (services/tickets.py) that was used


class Link(Model):
    """What the random token in a link stands for; only the token's hash is kept.

    `user_id` is who is signed in by it, `made_by` who made it (nobody: the command line), `content`
    the mail address that it confirms, `room_id` the room that an invitation leads into.
    """

    __tablename__ = "links"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    token_hash: Mapped[str] = mapped_column(unique=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    made_by: Mapped[int | None] = mapped_column(ForeignKey("users.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    uses_left: Mapped[int]
    content: Mapped[str | None]
    room_id: Mapped[int | None] = mapped_column(ForeignKey("rooms.id"))

    @classmethod
    def valid(cls, kind: str, now: datetime) -> "Select[tuple[Link]]":
        """The links of a kind that open something yet, the newest first."""
        is_valid = (cls.kind == kind) & (cls.uses_left > 0) & (cls.expires_at > now)
        return select(cls).where(is_valid).order_by(cls.id.desc())

    @classmethod
    def invitations(cls, now: datetime) -> "Select[tuple[Link, str, str | None]]":
        """Those that are good yet, the newest first, with the names of who made them and of their
        rooms."""
        named = cls.valid(INVITATION, now).add_columns(User.name, Room.name)
        named = named.join(User, User.id == cls.made_by)
        return named.outerjoin(Room, Room.id == cls.room_id)

    @classmethod
    def asking(cls, user_id: int, now: datetime) -> Select[tuple[str | None]]:
        """The address that a link already sent asks a person to confirm."""
        return cls.valid(MAIL, now).with_only_columns(cls.content).where(cls.user_id == user_id)

    @classmethod
    def spend(cls, token_hash: str, until: datetime) -> Insert:
        """Write down that something was used; adds nothing where it was written down before."""
        spent = {
            "kind": SPENT,
            "token_hash": token_hash,
            "created_at": until,
            "expires_at": until,
            "uses_left": 0,
        }
        return insert(cls).values(spent).on_conflict_do_nothing(index_elements=("token_hash",))

    @classmethod
    def is_spent(cls, token_hash: str) -> Select[tuple[bool]]:
        """Whether something was written down as used."""
        return select(exists().where(cls.kind == SPENT, cls.token_hash == token_hash))

    @classmethod
    def use(cls, kind: str, token_hash: str, now: datetime) -> ReturningUpdate:
        """Use a valid link once; gives its id, whose it is, who made it, and what it is about."""
        is_valid = (cls.kind == kind) & (cls.uses_left > 0) & (cls.expires_at > now)
        used = update(cls).where(is_valid, cls.token_hash == token_hash)
        used = used.values(uses_left=cls.uses_left - 1)
        return used.returning(cls.id, cls.user_id, cls.made_by, cls.content, cls.room_id)
