"""People."""

from collections.abc import Collection
from datetime import datetime
from functools import cache

from sqlalchemy import Label, Select, bindparam, func, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.domain.permissions import GUEST, OWNER
from parley.models.types import UtcDateTime


class User(Model):
    """A person: a guest has a name, an account a user name too, and mostly a password.

    A mail address is here once it is confirmed; `mail_key` is what two ways to write it share.
    Who is gone keeps the row, as the author of what stays; `left_at` says since when.
    """

    __tablename__ = "users"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    look_key: Mapped[str] = mapped_column(unique=True)
    role: Mapped[str] = mapped_column(server_default=GUEST)
    username: Mapped[str | None] = mapped_column(index=True, unique=True)
    password_hash: Mapped[str | None]
    totp_secret: Mapped[str | None]
    totp_step: Mapped[int | None]
    mail: Mapped[str | None]
    mail_key: Mapped[str | None] = mapped_column(index=True, unique=True)
    avatar_key: Mapped[str | None]
    time_zone: Mapped[str | None]
    language: Mapped[str | None]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    suspended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    quiet_from: Mapped[str | None]
    quiet_to: Mapped[str | None]

    @property
    def is_guest(self) -> bool:
        """Whether the person has no account."""
        return self.role == GUEST

    def become_former(self, name: str, now: datetime) -> None:
        """Keep nothing of a person but the row that what they said refers to."""
        self.name = name
        # No name can hold a control character, so nobody's name collides with these.
        self.name_key = self.look_key = f"\0{self.id}"
        self.username = self.password_hash = None
        self.totp_secret = self.totp_step = None
        self.mail = self.mail_key = self.avatar_key = self.time_zone = self.language = None
        self.quiet_from = self.quiet_to = None
        self.left_at = now

    @classmethod
    def named_like(cls, keys: tuple[str, str]) -> Select[tuple[int]]:
        """Ids of people whose name could be mistaken for one with these keys."""
        return select(cls.id).where((cls.name_key == keys[0]) | (cls.look_key == keys[1]))

    @classmethod
    def shown(cls) -> tuple[Label, ...]:
        """What a message shows of its author."""
        users = cls.__table__
        return (
            users.c.name.label("author_name"),
            users.c.role.label("author_role"),
            users.c.avatar_key.label("author_avatar"),
        )

    @classmethod
    @cache
    def author(cls) -> Select[tuple[str, str, str | None]]:
        """What a message shows of the person with this `id`."""
        users = cls.__table__
        return select(*cls.shown()).where(users.c.id == bindparam("id"))

    @classmethod
    def faces(cls, ids: Collection[int]) -> Select[tuple[int, str, str, str | None]]:
        """What is shown of these people beside what they said or did."""
        users = cls.__table__
        return select(users.c.id, *cls.shown()).where(users.c.id.in_(ids))

    @classmethod
    def names(cls, ids: Collection[int]) -> Select[tuple[int, str]]:
        """What these people are called."""
        return select(cls.id, cls.name).where(cls.id.in_(ids))

    @classmethod
    def with_username(cls, username: str) -> "Select[tuple[User]]":
        """The account that signs in by this name."""
        return select(cls).where(cls.username == username)

    @classmethod
    def with_mail(cls, mail_key: str) -> "Select[tuple[User]]":
        """The account that has confirmed this mail address; nobody's user name counts."""
        return select(cls).where(cls.mail_key == mail_key)

    @classmethod
    def called(cls, account: str) -> "Select[tuple[User]]":
        """The account that signs in by this user name or mail address; no text is both."""
        return select(cls).where((cls.username == account) | (cls.mail_key == account))

    @classmethod
    @cache
    def entrant(cls) -> Select[tuple[int, str | None, str | None, datetime | None]]:
        """Of the account that signs in by this `account`: what decides whether it may come in."""
        users, account = cls.__table__, bindparam("account")
        columns = (users.c.id, users.c.password_hash, users.c.totp_secret, users.c.suspended_at)
        found = select(*columns)
        return found.where((users.c.username == account) | (users.c.mail_key == account))

    @classmethod
    @cache
    def password_of(cls) -> Select[tuple[str | None]]:
        """The hash of the password of the person with this `id`."""
        users = cls.__table__
        return select(users.c.password_hash).where(users.c.id == bindparam("id"))

    @classmethod
    def owners(cls) -> Select[tuple[int]]:
        """How many owners there are who can come in."""
        is_one = (cls.role == OWNER) & cls.suspended_at.is_(None)
        return select(func.count()).select_from(cls).where(is_one)
