"""Sessions: the browsers in which people are signed in, and the tokens of their scripts."""

from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, Select, bindparam, exists, func, or_, select
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.sql.dml import ReturningInsert

from parley.db import Model
from parley.domain.permissions import GUEST
from parley.models.factor import Passkey
from parley.models.identity import LDAP, Identity
from parley.models.joining import Joining
from parley.models.message import Message
from parley.models.report import Report
from parley.models.types import UtcDateTime
from parley.models.user import User


class Session(Model):
    """One browser, or one token. Of its random key only the hash is kept; ending is deleting.

    `by_link` says that a one-time link and not a password opened it. A token has a name, which
    its person gave it, and a scope, which says what it may; a browser has neither.
    """

    __tablename__ = "sessions"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    key_hash: Mapped[str]
    device: Mapped[str]
    address: Mapped[str]
    by_link: Mapped[bool]
    name: Mapped[str | None]
    scope: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @classmethod
    @cache
    def insertion(cls) -> ReturningInsert[tuple[int]]:
        """Add a session of which everything but the id is given; gives the id."""
        return cls.__table__.insert().returning(cls.__table__.c.id)

    @classmethod
    @cache
    def holder(cls) -> Select:
        """Whose the session with this `id` is, and what its key must hash to."""
        sessions, users = cls.__table__, User.__table__
        has_passkey = exists().where(Passkey.user_id == users.c.id)
        columns = (
            sessions.c.key_hash,
            sessions.c.scope,
            select(Joining.second_factor).scalar_subquery().label("second_factor"),
            select(Joining.guests).scalar_subquery().label("guests"),
            users.c.id,
            users.c.name,
            users.c.username,
            users.c.role,
            users.c.password_hash.is_not(None).label("has_password"),
            (users.c.totp_secret.is_not(None) | has_passkey).label("has_factor"),
            users.c.avatar_key,
        )
        joined = select(*columns).join(users, users.c.id == sessions.c.user_id)
        return joined.where(sessions.c.id == bindparam("id"))

    @classmethod
    def browsers(cls, user_id: int) -> "Select[tuple[Session]]":
        """The browsers in which a person is signed in, the newest first."""
        is_one = (cls.user_id == user_id) & cls.scope.is_(None)
        return select(cls).where(is_one).order_by(cls.id.desc())

    @classmethod
    def tokens(cls, user_id: int) -> "Select[tuple[Session]]":
        """A person's tokens, the newest first."""
        is_one = (cls.user_id == user_id) & cls.scope.is_not(None)
        return select(cls).where(is_one).order_by(cls.id.desc())


def people() -> "Select[tuple[User, datetime | None, str | None, bool, bool]]":
    """People who are still here, those who came last first.

    With each: when they were last seen and from where, whether they have a second factor, and
    whether they sign in by the directory.
    """
    own = Session.user_id == User.id
    last = select(Session.address).where(own).order_by(Session.last_seen_at.desc()).limit(1)
    has_passkey = exists().where(Passkey.user_id == User.id)
    columns = (
        select(func.max(Session.last_seen_at)).where(own).scalar_subquery(),
        last.scalar_subquery(),
        User.totp_secret.is_not(None) | has_passkey,
        exists().where(Identity.user_id == User.id, Identity.provider == LDAP),
    )
    return select(User, *columns).where(User.left_at.is_(None)).order_by(User.id.desc())


def people_like(
    text: str, role: str | None, before: int | None, limit: int
) -> "Select[tuple[User, datetime | None, str | None, bool, bool]]":
    """Of those, whose name or user name holds a text, of a role, of smaller ids."""
    found = people().limit(limit)
    if text:
        # Not LIKE: a pattern has wildcards, and ends at a NUL.
        columns = (User.name, User.username)
        places = (func.instr(func.lower(column), func.lower(text)) for column in columns)
        found = found.where(or_(*(place > 0 for place in places)))
    if role is not None:
        found = found.where(User.role == role)
    return found if before is None else found.where(User.id < before)


def idle_guests(since: datetime, after: int, limit: int) -> Select[tuple[int, bool]]:
    """The ids of guests who were not here since then, above `after`, the smallest first; and whether
    something refers to them: what they said or reported, or a report about them."""
    was_here = exists().where(Session.user_id == User.id, Session.last_seen_at >= since)
    has_spoken = or_(
        exists().where(Message.author_id == User.id),
        exists().where(Report.reporter_id == User.id),
        exists().where(Report.author_id == User.id),  # whose message may be gone with its room
    )
    is_idle = (User.role == GUEST) & User.left_at.is_(None) & (User.created_at < since) & ~was_here
    idle = select(User.id, has_spoken.label("has_spoken")).where(User.id > after, is_idle)
    return idle.order_by(User.id).limit(limit)
