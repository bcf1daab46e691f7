"""Avatars: the picture that a person shows beside what they say."""

import secrets
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.domain.permissions import MEMBER
from parley.errors import Busy, NotFound
from parley.models import Avatar, User
from parley.services import feed, pace, pictures, sessions, threads
from parley.services.sessions import Person

KEY_BYTES = 16
AT_ONCE = 1  # one may take a quarter of a GiB
PATIENCE_S = 10.0  # shorter than nginx waits for somebody to take a picture from it

_turns = threading.BoundedSemaphore(AT_ONCE)


def change(person: Person, read: Callable[[], bytes]) -> str:
    """Show another picture of a person; gives its key.

    `read` gives the picture. It is called when its turn has come: a crowd's pictures wait in
    nginx, not in memory.

    Raises:
        BadPicture: it cannot be read.
        Busy: others' pictures took too long.
        TooFast, NotSignedIn, NotAllowed.
    """
    pace.spend_picture(person.id)
    db.session.rollback()  # nobody waits with a connection in hand
    with _turn():
        content = threads.politely(pictures.squared, read())
    key = secrets.token_urlsafe(KEY_BYTES)
    with write() as session:
        user = _present(session, person)
        _forget(session, user)
        session.add(Avatar(key=key, user_id=user.id, content=content, created_at=clock.utcnow()))
        user.avatar_key = key
    feed.forget_changes()  # they show the former one
    return key


def remove(person: Person) -> None:
    """Show the initials again.

    Raises:
        TooFast, NotSignedIn, NotAllowed.
    """
    pace.spend_picture(person.id)
    with write() as session:
        _forget(session, _present(session, person))
    feed.forget_changes()


def content(key: str) -> bytes:
    """The picture that a key names, as WebP.

    Raises:
        NotFound: it names none, or none any more.
    """
    avatar = db.session.get(Avatar, key)
    if avatar is None:
        raise NotFound("There is no such picture.")
    return avatar.content


def forget(session: Session, user_id: int) -> None:
    """Delete a person's picture, inside a write that makes them somebody else."""
    session.execute(delete(Avatar).where(Avatar.user_id == user_id))


def _present(session: Session, person: Person) -> User:
    sessions.require_present(session, person, MEMBER)
    return session.get_one(User, person.id)


def _forget(session: Session, user: User) -> None:
    forget(session, user.id)
    user.avatar_key = None
    feed.change_rights(session)


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE_S):
        raise Busy()
    try:
        yield
    finally:
        _turns.release()
