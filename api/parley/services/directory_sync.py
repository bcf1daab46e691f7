"""Who is gone from the directory is shut out here, and who is back is let in again."""

from dataclasses import dataclass
from datetime import datetime

import structlog
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.errors import LastOwner
from parley.models import Identity, User
from parley.models.identity import LDAP
from parley.services import administration, directory
from parley.services.sessions import HOST, Caller

REASON = "directory"

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Synced:
    """How many people the directory was asked about, are newly gone from it, and are back."""

    people: int
    gone: int
    back: int


def sync() -> Synced:
    """Look for everybody who comes from the directory.

    Where it seems to hold nobody at all, nothing changes: that is more likely a mistake in it.

    Raises:
        DirectoryUnreachable: it does not answer; nothing was changed.
    """
    began = clock.utcnow()
    people = {identity.subject: identity for identity in db.session.scalars(Identity.all_at(LDAP))}
    known = {subject: identity.id for subject, identity in people.items()}
    were_gone = {subject for subject, identity in people.items() if identity.gone_at}
    present = directory.present(list(known)) if known else set()
    if present is None:
        log.error("the directory seems to hold nobody; nobody was shut out", people=len(known))
        return Synced(len(known), 0, 0)
    gone = sum(_shut_out(known[each], began) for each in known.keys() - present - were_gone)
    back = sum(_let_in(known[each]) for each in were_gone & present)
    return Synced(len(known), gone, back)


def welcome_back(session: Session, identity: Identity, user: User, caller: Caller) -> None:
    """Let somebody in again whom the directory knows again, inside a write.

    Who is suspended by an administrator stays so.
    """
    if identity.gone_at is None:
        return
    if user.suspended_at == identity.gone_at:
        administration.suspend(session, user, caller, None, is_suspended=False, reason=REASON)
    identity.gone_at = None


def _shut_out(identity_id: int, began: datetime) -> bool:
    """Suspend somebody who is gone; whether that is news."""
    with write() as session:
        identity = session.get(Identity, identity_id)
        # Who came in since we began to look is there after all.
        if identity is None or identity.gone_at is not None or identity.seen_at >= began:
            return False
        user = session.get_one(User, identity.user_id)
        is_open = user.suspended_at is None
        try:
            administration.suspend(session, user, HOST, None, is_suspended=True, reason=REASON)
        except LastOwner:
            log.warning("the last owner is gone from the directory", person=user.id)
            return False
        # The same moment says whose doing it was; an administrator's was an earlier one.
        identity.gone_at = user.suspended_at if is_open else clock.utcnow()
        return True


def _let_in(identity_id: int) -> bool:
    """Take it back for somebody who is there again; whether that is news."""
    with write() as session:
        identity = session.get(Identity, identity_id)
        is_back = identity is not None and identity.gone_at is not None
        if is_back:
            welcome_back(session, identity, session.get_one(User, identity.user_id), HOST)
        return is_back
