"""Linking an account to who has its confirmed mail address at a provider, or in the directory.

Whoever made the account need not be them: they may have waited for the address to be confirmed, so
that somebody else comes in beside them. So no session, token, link or password stays that could be
theirs, unless the newcomer showed the account's second factor. Another provider's word stays good: who
comes by it is known there, and an account may be opened by several.
"""

from sqlalchemy.orm import Session

from parley import clock
from parley.errors import TicketExpired
from parley.models import Identity, User
from parley.models.identity import LDAP
from parley.models.mail import LINKED
from parley.services import audit, feed, links, outbox, sessions
from parley.services.sessions import Caller


def link(
    session: Session,
    user_id: int,
    provider: str,
    subject: str,
    caller: Caller,
    *,
    is_proven: bool,
) -> None:
    """Let an account be known by a provider's word from now on, inside a write.

    Raises:
        TicketExpired: since this began, it was linked to somebody else, or they to another account.
    """
    if not _is_free(session, user_id, provider, subject):
        raise TicketExpired()
    user = session.get_one(User, user_id)
    if not is_proven:
        _end_former_ways(session, user)
    if provider == LDAP or not is_proven:
        user.password_hash = None  # the directory keeps it, or whoever came first
    add(session, user_id, provider, subject)
    feed.change_rights(session)
    audit.record(session, "identity-linked", caller, actor=user_id, provider=provider)


def add(session: Session, user_id: int, provider: str, subject: str) -> Identity:
    """Write down what a provider calls a person, inside a write."""
    now = clock.utcnow()
    named = {"provider": provider, "subject": subject}
    identity = Identity(user_id=user_id, created_at=now, seen_at=now, **named)
    session.add(identity)
    session.flush()
    return identity


def _is_free(session: Session, user_id: int, provider: str, subject: str) -> bool:
    is_known = session.scalars(Identity.known(provider, subject)).first() is not None
    return not is_known and session.scalars(Identity.at(provider, user_id)).first() is None


def _end_former_ways(session: Session, user: User) -> None:
    sessions.end_all(session, user.id)
    links.forget(session, user.id)
    outbox.withdraw(session, user.id)
    if user.mail is not None:
        outbox.add(session, LINKED, user.mail, user.id)
