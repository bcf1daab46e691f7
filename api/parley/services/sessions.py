"""Sessions: beginning one, being recognised by it, and what ends it.

A token of a script is a session too, with a name and a scope: services/tokens.py.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Engine, delete, update
from sqlalchemy.orm import Session as Database

from parley import clock
from parley.db import db
from parley.domain import devices, permissions
from parley.domain.permissions import GUEST
from parley.errors import NotAllowed, NotSignedIn
from parley.models import Session
from parley.services import feed, feed_memory, seen, turns

KEY_BYTES = 16
DEVICE_MAX_CHARS = 64
COOKIE_LASTS = timedelta(days=400)  # the longest that browsers keep one (RFC 6265bis, 5.5)
LINK_OPENS_FOR = timedelta(hours=1)  # how long a one-time link stands in for the password


@dataclass(frozen=True, slots=True)
class Caller:
    """Where a request comes from: an address, and what the browser calls itself."""

    address: str = ""
    user_agent: str = ""


HOST = Caller()  # who runs the command line


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in, and by which session; `scope` is that of a token.

    A guest is not welcome while the owners want none; then, and for who `needs_factor`, little is
    open.
    """

    id: int
    name: str
    username: str | None
    role: str
    has_password: bool
    session_id: int
    key_hash: str
    has_factor: bool
    needs_factor: bool
    is_welcome: bool
    scope: str | None
    avatar: str | None


@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person whose session has just begun, and the key that opens it."""

    person: Person
    key: str


def begin(database: Database, user_id: int, caller: Caller, *, by_link: bool = False) -> SignedIn:
    """Open a session inside a write.

    The key is what the cookie holds; it is nowhere else.
    """
    session, key = add(database, user_id, caller, by_link=by_link)
    seen.mark(session.id)
    turns.give()
    return SignedIn(_holder(database, session.id, session.key_hash), key)


def add(database: Database, user_id: int, caller: Caller, **more: object) -> tuple[Session, str]:
    """A new session, and the key that opens it, inside a write."""
    key = secrets.token_hex(KEY_BYTES)
    now = clock.utcnow()
    session = Session(
        user_id=user_id,
        key_hash=_hash(key),
        device=devices.label(caller.user_agent)[:DEVICE_MAX_CHARS],
        address=caller.address,
        created_at=now,
        last_seen_at=now,
        **more,
    )
    session.id = database.connection().scalar(Session.insertion(), session.values())
    return session, key


def recognise(session_id: int, key: str) -> Person | None:
    """The person whose cookie says this, or None where the session ended or is another's."""
    return _holder(db.session, session_id, _hash(key))


def require_present(database: Database, person: Person, role: str = GUEST) -> Person:
    """The person as they are now, inside a write: all may have changed since they were recognised.

    Raises:
        NotSignedIn: the session has ended.
        NotAllowed: it takes a higher role, which they have no more.
    """
    present = feed_memory.remember(
        ("session", person.session_id, person.key_hash),
        lambda: _holder(database, person.session_id, person.key_hash),
    )
    if present is None or present.id != person.id:
        raise NotSignedIn()
    if not permissions.is_at_least(present.role, role):
        raise NotAllowed()
    return present


def _holder(database: Database, session_id: int, key_hash: str) -> Person | None:
    found = database.connection().execute(Session.holder(), {"id": session_id}).one_or_none()
    if found is None or not secrets.compare_digest(found.key_hash, key_hash):
        return None
    rules = db.companion(_Settings)
    asked_of = found.second_factor or rules.second_factor
    guests = rules.guests if found.guests is None else found.guests
    return Person(
        found.id,
        found.name,
        found.username,
        found.role,
        bool(found.has_password),
        session_id,
        key_hash,
        bool(found.has_factor),
        not found.has_factor and permissions.is_asked_for_factor(found.role, asked_of),
        found.role != GUEST or bool(guests),
        found.scope,
        found.avatar_key,
    )


def end_browser(database: Database, user_id: int, session_id: int) -> bool:
    """Sign a person out of one browser, inside a write; False where it is none of theirs."""
    is_own = (Session.id == session_id) & (Session.user_id == user_id)
    return bool(_delete(database, is_own, Session.scope.is_(None)))


def end_browsers(database: Database, user_id: int, but_for: int | None = None) -> int:
    """Sign a person out of browsers, inside a write, and say how many; tokens stay good."""
    is_other = (Session.user_id == user_id) & (Session.id != (but_for or 0))
    return _delete(database, is_other, Session.scope.is_(None))


def prove(database: Database, person: Person) -> None:
    """Let a session count as opened by the password, which its person has just set."""
    own = update(Session).where(Session.id == person.session_id)
    database.execute(own.values(by_link=False))


def end_by_link(database: Database, user_id: int) -> None:
    """End the sessions that one-time links opened, inside a write."""
    _delete(database, Session.user_id == user_id, Session.by_link)


def end_all(database: Database, user_id: int) -> None:
    """End all that a person comes in by, inside a write: browsers and tokens."""
    _delete(database, Session.user_id == user_id)


def end_token(database: Database, person: Person, token_id: int) -> bool:
    """End one of a person's own tokens, inside a write; False where it is none."""
    is_own = (Session.id == token_id) & (Session.user_id == person.id)
    return bool(_delete(database, is_own, Session.scope.is_not(None)))


def replace_by(database: Database, former: Person | None) -> None:
    """End the session that a browser had before it signed in to another, inside a write."""
    if former is not None:
        _delete(database, Session.id == former.session_id, Session.key_hash == former.key_hash)


def forget_unused(database: Database) -> None:
    """Forget the browsers whose cookie has run out, inside a write."""
    is_old = Session.last_seen_at < clock.utcnow() - COOKIE_LASTS
    _delete(database, is_old, Session.scope.is_(None))


def _delete(database: Database, *which: Any) -> int:
    ended = database.execute(delete(Session).where(*which)).rowcount
    feed.change_rights(database)
    return ended


def is_fresh(person: Person) -> bool:
    """Whether the session began so lately that it shows who is there."""
    session = db.session.get(Session, person.session_id)
    return session is not None and clock.utcnow() - session.created_at < LINK_OPENS_FOR


def is_by_link(person: Person) -> bool:
    """Whether a one-time link opened the session, and no password was set in it since."""
    session = db.session.get(Session, person.session_id)
    return session is not None and session.by_link


class _Settings:
    """What holds until an owner decides otherwise."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.second_factor, self.guests = settings["SECOND_FACTOR"], settings["GUESTS"]


def _hash(key: str) -> str:
    return sha256(key.encode()).hexdigest()
