"""Identities: which account somebody comes into for whom a provider vouches."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import structlog
from sqlalchemy.orm import Session

from parley import clock
from parley.db import write
from parley.domain import claims, mail_addresses
from parley.domain.permissions import GUEST, MEMBER
from parley.errors import LastOwner, SignUpClosed, SsoRefused, Suspended
from parley.models import Identity, User
from parley.readers import Provider
from parley.services import (
    administration,
    entering,
    feed,
    joining,
    linking,
    newcomers,
    tickets,
)
from parley.services.entering import Pending
from parley.services.sessions import Caller, Person, SignedIn

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody for whom a provider vouches, and what it says of them; `mail` is verified."""

    provider: Provider
    subject: str
    mail: str | None
    role: str | None
    says: Mapping[str, Any]


def visitor(provider: Provider, says: Mapping[str, Any]) -> Visitor:
    """Who comes in, of what a provider says.

    Raises:
        SsoRefused: only some domains are let in, and this is none of them.
    """
    mail = claims.verified_mail(says)
    if not claims.is_within(mail, provider.domains):
        raise SsoRefused("Only people with a confirmed mail address of certain domains come in.")
    role = None
    if provider.role_claim:
        held = says.get(provider.role_claim)
        role = claims.role(held, provider.administrators, provider.owners)
    return Visitor(provider, says["sub"], mail, role, says)


def enter(
    newcomer: Visitor, former: Person | None, caller: Caller, ticket: str
) -> SignedIn | Pending:
    """Sign somebody in to their account, or make it; a guest keeps id, name and messages.

    Raises:
        SsoRefused: the mail address leads to an account that is another's at this provider.
        SignUpClosed, Suspended, TicketExpired, NotSignedIn.
    """
    entered = _come_back(newcomer, former, caller, ticket)
    entered = entered or _join(newcomer, former, caller, ticket)
    entered = entered or _come_back(newcomer, former, caller, ticket)  # joined a moment ago
    if entered is None:
        raise SsoRefused()  # and left again
    return entered


def holder(session: Session, newcomer: Visitor) -> int | None:
    """Whose account it is that somebody wants to enter, if there is one."""
    user = _known(session, newcomer) or _has_mail(session, newcomer.mail)
    return user and user.id


def _come_back(
    newcomer: Visitor, former: Person | None, caller: Caller, ticket: str
) -> SignedIn | Pending | None:
    """Sign in to the account; None where there is none."""
    with write() as session:
        user, subject = _known(session, newcomer), None
        if user is None:
            user, subject = _by_mail(session, newcomer), newcomer.subject
        if user is None:
            return None
        if user.suspended_at is not None:
            raise Suspended()
        tickets.spend(session, ticket)
        # Until the second factor is shown, an account is not theirs: the role has to wait.
        if subject is None or not entering.of(session, user):
            _give_role(session, user, newcomer, caller)
        how = {"provider": newcomer.provider.id, "subject": subject}
        return entering.first_step(session, user, former, caller, **how)


def _known(session: Session, newcomer: Visitor) -> User | None:
    """The account of who came by this identity before."""
    known = Identity.known(newcomer.provider.id, newcomer.subject)
    identity = session.scalars(known).one_or_none()
    if identity is None:
        return None
    identity.seen_at = clock.utcnow()
    return session.get_one(User, identity.user_id)


def _by_mail(session: Session, newcomer: Visitor) -> User | None:
    """The account whose confirmed mail address this is."""
    user = _has_mail(session, newcomer.mail)
    if user is None:
        return None
    # An address that was given to somebody else must not give them the account as well.
    if session.scalars(Identity.at(newcomer.provider.id, user.id)).first() is not None:
        raise SsoRefused("The account with this mail address is another's at this provider.")
    return user


def _has_mail(session: Session, mail: str | None) -> User | None:
    found = mail and session.scalars(User.with_mail(mail_addresses.key(mail))).one_or_none()
    return found or None


def _give_role(session: Session, user: User, newcomer: Visitor, caller: Caller) -> None:
    """Let the account have the role that the provider says, where it is asked."""
    if newcomer.role is None:
        return
    provider = newcomer.provider.id
    try:
        administration.set_role(session, user, newcomer.role, caller, None, provider=provider)
    except LastOwner:
        log.warning("the last owner stays one", provider=provider, person_id=user.id)


def _join(newcomer: Visitor, former: Person | None, caller: Caller, ticket: str) -> SignedIn | None:
    """Make the account; None where somebody has made it meanwhile."""
    guest = former if former is not None and former.role == GUEST else None
    with feed.change() as draft:
        session = draft.session
        if _known(session, newcomer) or _has_mail(session, newcomer.mail):
            return None
        if not newcomer.provider.sign_up and joining.rules(session).sign_up != joining.OPEN:
            raise SignUpClosed()
        tickets.spend(session, ticket)
        called = {"username": claims.username(newcomer.says), "name": claims.name(newcomer.says)}
        came = {"provider": newcomer.provider.id, "mail": newcomer.mail}
        came |= {"role": newcomer.role or MEMBER}
        user = newcomers.admit(draft, guest, caller, **called, **came)
        linking.add(session, user.id, newcomer.provider.id, newcomer.subject)
        return entering.enter(session, user, former, caller, provider=newcomer.provider.id)
