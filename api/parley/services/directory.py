"""The directory that signs people in, where there is one (LDAP, Active Directory).

It is asked with neither a connection nor the lock of the database held, by few at once.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from secrets import token_hex
from types import ModuleType
from typing import TYPE_CHECKING, Any, TypeVar

import structlog
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from parley.db import db
from parley.domain.permissions import ADMINISTRATOR, MEMBER, OWNER
from parley.errors import DirectoryUnreachable
from parley.models import Identity
from parley.models.identity import LDAP

if TYPE_CHECKING:
    from parley.services.directory_client import Conversation

AT_ONCE = 6  # as many conversations; each may hold a thread while the server's name is looked up
WAITING = 32  # as many more wait for their turn, and whoever comes then is told at once
TURN_S = 5.0  # how long they do
BATCH = 50  # people in one search

log = structlog.get_logger()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Terms:
    """How a directory is reached, and what is where in it: the settings of these names."""

    url: str
    ca: str
    bind_dn: str
    bind_password: str
    base: str
    filter: str
    name: str
    mail: str
    id: str
    owners: str
    administrators: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Somebody in the directory; `subject` is what never changes of them."""

    dn: str
    subject: str
    username: str
    name: str | None
    mail: str | None


@dataclass(frozen=True, slots=True)
class Vouched:
    """Somebody whose password the directory knows, and whether its groups name them.

    None is for a group that no setting names: whether they are one is decided in the page.
    """

    entry: Entry
    is_owner: bool | None
    is_administrator: bool | None

    def role(self, present: str) -> str:
        """The role they have from now on."""
        if self.is_owner or (self.is_owner is None and present == OWNER):
            return OWNER
        if self.is_administrator or (self.is_administrator is None and present == ADMINISTRATOR):
            return ADMINISTRATOR
        return MEMBER


class _Directory:
    """The directory of a chat, and who talks with it at present."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        fields = Terms.__dataclass_fields__
        self.terms = Terms(**{name: settings[f"LDAP_{name.upper()}"] for name in fields})
        self.places = threading.BoundedSemaphore(AT_ONCE + WAITING)
        self.turns = threading.BoundedSemaphore(AT_ONCE)


def is_on() -> bool:
    """Whether there is a directory."""
    return bool(db.companion(_Directory).terms.url)


def decides_about(session: Session, person_id: int) -> bool:
    """Whether somebody comes from the directory: then no password of ours opens the account."""
    return is_on() and session.scalars(Identity.at(LDAP, person_id)).first() is not None


def vouch(username: str, password: str) -> Vouched | None:
    """Whoever the directory knows by this name and password, if anybody.

    The work is the same where it knows nobody: a bind, as an entry that is not there.

    Raises:
        DirectoryUnreachable: it does not answer, or too many wait for it.
    """
    return _talk(lambda conversation: _vouch(conversation, username, password))


def present(subjects: list[str]) -> set[str] | None:
    """Those of these people who are in the directory; None where it seems to be empty.

    One answer that holds nobody may be a mistake in it or in the settings: nobody is gone then,
    unless it knows others.

    Raises:
        DirectoryUnreachable.
    """
    found: set[str] = set()
    for start in range(0, len(subjects), BATCH):
        batch = subjects[start : start + BATCH]
        found |= _talk(lambda conversation, batch=batch: conversation.present(batch))
    is_one_and_gone = len(subjects) == 1 and _talk(lambda talk: talk.has_anybody())
    return found if found or is_one_and_gone else None


def load() -> tuple[ModuleType, type[Exception]]:
    """The code that speaks LDAP, with ldap3, which most chats do not need; and how it fails."""
    from parley.services import directory_client
    from parley.services.directory_wire import Unusable

    return directory_client, Unusable


def _vouch(conversation: "Conversation", username: str, password: str) -> Vouched | None:
    terms = db.companion(_Directory).terms
    entry = conversation.find(username)
    nobody = f"cn={token_hex(16)},{terms.base}"
    if not conversation.opens(entry.dn if entry else nobody, password) or entry is None:
        return None
    owners, administrators = (
        conversation.is_member(group, entry) if group else None
        for group in (terms.owners, terms.administrators)
    )
    return Vouched(entry, owners, administrators)


def _talk(about: "Callable[[Conversation], T]") -> T:
    """Have a conversation when it is our turn.

    Raises:
        DirectoryUnreachable.
    """
    directory_client, unusable = load()
    db.session.rollback()  # nobody holds a connection while waiting
    with _turn(db.companion(_Directory)):
        try:
            with directory_client.conversation(db.companion(_Directory).terms) as conversation:
                return about(conversation)
        except unusable as error:
            log.warning("the directory cannot be used", reason=str(error))
            raise DirectoryUnreachable() from error


@contextmanager
def _turn(directory: _Directory) -> Iterator[None]:
    if not directory.places.acquire(blocking=False):
        raise DirectoryUnreachable()
    try:
        if not directory.turns.acquire(timeout=TURN_S):
            raise DirectoryUnreachable()
        try:
            yield
        finally:
            directory.turns.release()
    finally:
        directory.places.release()
