"""People: becoming a guest, being recognised, being called something else."""

import secrets
from contextlib import suppress
from dataclasses import dataclass

import coolname
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.domain import names
from parley.errors import NameTaken, NotSignedIn
from parley.models import User
from parley.services import feed, notices, pace

SESSION_KEY_BYTES = 16
PLAIN_TRIES = 5
FRIENDLY_TRIES = 25
NUMBERED_NAMES = 100_000  # "Quiet Otter 4711", once the plain names run out


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who is signed in."""

    id: int
    name: str
    session_key: str


def recognise(person_id: int, session_key: str) -> Person | None:
    """The person whose cookie says this, or None where the person or the key is another's."""
    user = db.session.get(User, person_id)
    if user is None or not secrets.compare_digest(user.session_key, session_key):
        return None
    return _person(user)


def become_guest(name: str | None) -> Person:
    """Make a guest, with a friendly generated name where none is given.

    Raises:
        NameTaken: somebody has this name or one that looks like it.
    """
    with write() as session:
        name = name or _friendly_name(session)
        by_case, by_look = _free_keys(session, name)
        user = User(
            name=name,
            name_key=by_case,
            look_key=by_look,
            session_key=secrets.token_hex(SESSION_KEY_BYTES),
            created_at=clock.utcnow(),
        )
        session.add(user)
    return _person(user)


def rename(person: Person, name: str) -> Person:
    """Give a person another name; a notice in the Lobby tells the open pages.

    Raises:
        NameTaken: somebody else has this name or one that looks like it.
        TooFast: a rename counts as a post.
        NotSignedIn: the person is gone.
    """
    pace.spend(person.id)
    with feed.change() as draft:
        require_present(draft.session, person)
        user = draft.session.get_one(User, person.id)
        if user.name != name:
            user.name_key, user.look_key = _free_keys(draft.session, name, but_for=user.id)
            former, user.name = user.name, name
            notices.say(draft, user, f"{former} is now {name}")
            draft.rewrites_history = True  # earlier changes still carry the former name
        return _person(user)


def require_present(session: Session, person: Person) -> None:
    """Insist, inside a write, on who is writing: a restore may have come since they were recognised.

    Raises:
        NotSignedIn: the person is gone; the id may even be another's now.
    """
    present = feed.identity(session, person.id)
    if present is None or present.session_key != person.session_key:
        raise NotSignedIn()


def _person(user: User) -> Person:
    return Person(user.id, user.name, user.session_key)


def _free_keys(session: Session, name: str, but_for: int | None = None) -> tuple[str, str]:
    keys = names.keys(name)
    if set(session.scalars(User.named_like(keys))) - {but_for}:
        raise NameTaken()
    return keys


def _friendly_name(session: Session) -> str:
    """A made-up name that is free: a plain one while they last, then one with a number."""
    for attempt in range(FRIENDLY_TRIES):
        name = " ".join(coolname.generate(2)).title()
        if attempt >= PLAIN_TRIES:
            name = f"{name} {secrets.randbelow(NUMBERED_NAMES)}"
        with suppress(NameTaken):
            _free_keys(session, name)
            return name
    raise NameTaken()
