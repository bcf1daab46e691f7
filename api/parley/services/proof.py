"""Proof, asked for before what matters: that who is signed in is the person of the account."""

from typing import Any

from sqlalchemy import Row, Select

from parley.db import db
from parley.domain.permissions import GUEST
from parley.errors import NoAccount
from parley.models import Identity, User
from parley.proof_errors import PasswordFirst, SignInAnew, WrongPassword
from parley.services import audit, directory, pace, passwords, providers, sessions
from parley.services.sessions import Caller, Person


def require(person: Person, caller: Caller, password: str | None, field: str = "password") -> None:
    """Insist on the password, or, where there is none, on having come lately, and not by a link.

    A one-time link is known to who made it: what they did by it would stay when it has ended.

    Raises:
        WrongPassword: it is another, or the session is too old to do without.
        PasswordFirst, SignInAnew: there is none, and a link opened the session.
        NoAccount: the person is a guest.
        TooFast: too many tries.
    """
    if person.has_password or person.role == GUEST:
        _require_password(person, caller, password or "", field)
    elif sessions.is_by_link(person):
        raise SignInAnew() if _is_vouched_for(person) else PasswordFirst()
    elif not sessions.is_fresh(person):
        raise WrongPassword(field)


def require_for_password(person: Person, caller: Caller, current: str | None) -> None:
    """Insist on the same before another password is set, for which a fresh link does stand in.

    Its person notices: the password that they had signs them in no more, or they had no way in. But
    who comes by another service would not notice a password beside it.

    Raises:
        WrongPassword: `current` is another, or was left out though it is needed.
        SignInAnew: there is none, and the link is too old or stands beside another way in.
        NoAccount, TooFast.
    """
    is_by_link = sessions.is_by_link(person)
    if is_by_link and not person.has_password:
        if _is_vouched_for(person) or not sessions.is_fresh(person):
            raise SignInAnew()
    elif current is not None or not (is_by_link and sessions.is_fresh(person)):
        require(person, caller, current, "current_password")


def look_up(what: Select[Any], **of: object) -> Row | None:
    """What is to be known before a password is looked at, which takes its time."""
    found = db.session.connection().execute(what, of).one_or_none()
    db.session.rollback()  # nobody holds a connection while waiting
    return found


def _require_password(person: Person, caller: Caller, password: str, field: str) -> None:
    if person.role == GUEST:
        raise NoAccount()
    pace.spend_proof(caller.address, person.username, person.id)
    known = look_up(User.password_of(), id=person.id)
    with audit.refusals(caller, "proof-failed", WrongPassword, actor=person.id):
        if not passwords.matches(password, known and known.password_hash):
            raise WrongPassword(field)


def _is_vouched_for(person: Person) -> bool:
    """Whether the directory, or a provider of the settings, signs the person in."""
    known = [identity.provider for identity in db.session.scalars(Identity.of(person.id))]
    return directory.decides_about(db.session, person.id) or any(map(providers.is_known, known))
