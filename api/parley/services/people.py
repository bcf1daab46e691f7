"""People: becoming a guest, being called something else."""

import secrets
from contextlib import suppress
from dataclasses import replace

import coolname
from sqlalchemy.orm import Session

from parley import clock
from parley.db import write
from parley.domain import names, permissions
from parley.errors import GuestsClosed, NameTaken
from parley.models import User
from parley.models.room import LOBBY
from parley.services import (
    audit,
    bans,
    feed,
    joining,
    memberships,
    notices,
    pace,
    rooms,
    sessions,
)
from parley.services.draft import Draft
from parley.services.sessions import Caller, Person, SignedIn

PLAIN_TRIES = 5
FRIENDLY_TRIES = 25
NUMBERED_NAMES = 100_000  # "Quiet Otter 4711", once the plain names run out


def become_guest(name: str | None, caller: Caller) -> SignedIn:
    """Make a guest, with a friendly generated name where none is given.

    Raises:
        GuestsClosed: guests may not join at present.
        AddressBanned: none may come from this address for a time.
        NameTaken: somebody has this name or one that looks like it.
    """
    with write() as session:
        if not joining.rules(session).guests:
            raise GuestsClosed()
        bans.require_unbanned(caller.address)
        guest = add(session, name or _friendly_name(session))
        memberships.welcome(session, guest.id, is_guest=True)
        return sessions.begin(session, guest.id, caller)


def add(session: Session, name: str) -> User:
    """Add somebody of this name, inside a write.

    Raises:
        NameTaken: somebody has this name or one that looks like it.
    """
    by_case, by_look = free_keys(session, name)
    user = User(name=name, name_key=by_case, look_key=by_look, created_at=clock.utcnow())
    session.add(user)
    session.flush()
    return user


def rename(person: Person, name: str, caller: Caller) -> Person:
    """Give a person another name; a notice in the Lobby tells the open pages.

    Raises:
        NameTaken: somebody else has this name or one that looks like it.
        Muted: they may not speak in the Lobby for a time.
        TooFast: a rename counts as a post; and who may not post in the Lobby has few in an hour.
        NotSignedIn: the session has ended.
    """
    pace.spend_post(person.id)
    with feed.change() as draft:
        present = sessions.require_present(draft.session, person)
        user = draft.session.get_one(User, person.id)
        is_new = user.name != name
        call(draft, user, name)
        if is_new and not user.is_guest:  # a guest's name stands for nobody
            audit.record(draft.session, "name-changed", caller, actor=user.id)
        return replace(present, name=user.name)


def call(draft: Draft, user: User, name: str) -> None:
    """Call somebody something else from now on, in earlier messages too, as part of a change.

    Raises:
        NameTaken, Muted, TooFast: as above.
    """
    if user.name == name:
        return
    _require_voice(user)
    user.name_key, user.look_key = free_keys(draft.session, name, but_for=user.id)
    former, user.name = user.name, name
    notices.say(draft, user, f"{former} is now {name}")
    feed.change_rights(draft.session)
    draft.rewrites_history = True  # earlier changes still carry the former name


def _require_voice(user: User) -> None:
    """Insist that somebody may have a name told in the Lobby: it can say as much as a post.

    Where only others post, people may still be called something else, now and then.

    Raises:
        Muted, TooFast.
    """
    seat = rooms.access(user, LOBBY)
    seat.require_unmuted()
    if not seat.may(permissions.POST):
        pace.spend_name(user.id)


def free_keys(session: Session, name: str, but_for: int | None = None) -> tuple[str, str]:
    """The keys of a name that nobody else has.

    Raises:
        NameTaken: somebody else has this name or one that looks like it, or had once.
    """
    keys = names.keys(name)
    if names.is_of_the_gone(name) or set(session.scalars(User.named_like(keys))) - {but_for}:
        raise NameTaken()
    return keys


def _friendly_name(session: Session) -> str:
    """A made-up name that is free: a plain one while they last, then one with a number."""
    for attempt in range(FRIENDLY_TRIES):
        name = " ".join(coolname.generate(2)).title()
        if attempt >= PLAIN_TRIES:
            name = f"{name} {secrets.randbelow(NUMBERED_NAMES)}"
        with suppress(NameTaken):
            free_keys(session, name)
            return name
    raise NameTaken()
