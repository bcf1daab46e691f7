"""Second factors: passkeys, and the codes for whoever lost all else."""

from datetime import datetime
from functools import cache

from sqlalchemy import ForeignKey, LargeBinary, Select, bindparam, exists, func, select
from sqlalchemy.orm import Mapped, mapped_column

from parley.db import Model
from parley.models.types import UtcDateTime


class Passkey(Model):
    """A credential after W3C WebAuthn; `credential_id` is base64url, as browsers send it."""

    __tablename__ = "passkeys"
    __table_args__ = ({"sqlite_autoincrement": True},)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    credential_id: Mapped[str] = mapped_column(unique=True)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int]
    name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @classmethod
    def of(cls, user_id: int) -> "Select[tuple[Passkey]]":
        """A person's passkeys, the newest first."""
        return select(cls).where(cls.user_id == user_id).order_by(cls.id.desc())

    @classmethod
    @cache
    def is_there(cls) -> Select[tuple[bool]]:
        """Whether the person with this `id` has one."""
        return select(exists().where(cls.__table__.c.user_id == bindparam("id")))

    @classmethod
    def known_as(cls, credential_id: str) -> "Select[tuple[Passkey]]":
        """The passkey of this credential."""
        return select(cls).where(cls.credential_id == credential_id)


class RecoveryCode(Model):
    """The hash of a code that works once; using it is deleting it."""

    __tablename__ = "recovery_codes"

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("users.id"), index=True)
    code_hash: Mapped[str]

    @classmethod
    def left(cls, user_id: int) -> Select[tuple[int]]:
        """How many a person has left."""
        return select(func.count()).select_from(cls).where(cls.user_id == user_id)
