"""Links with a random token: for the first owner, who is locked out, who is invited, and mail."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from parley import clock
from parley.db import write
from parley.errors import LinkGone
from parley.models import Link, User
from parley.models.link import INVITATION, MAIL, SETUP, SIGN_IN
from parley.services import audit
from parley.services.sessions import HOST

TOKEN_BYTES = 24
_PLACES = {
    SETUP: "/sign-in#setup",
    SIGN_IN: "/sign-in#link",
    INVITATION: "/sign-in#invitation",
    MAIL: "/account#mail",
}
SETUP_LASTS = timedelta(days=1)
SIGN_IN_LASTS = timedelta(hours=4)
RECOVERY_LASTS = timedelta(hours=1)  # a mailbox may be read by others later
MAIL_LASTS = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Made:
    """A link that was just made: the only place that holds its token."""

    id: int
    kind: str
    token: str
    expires_at: datetime
    uses_left: int


def make_setup() -> Made | None:
    """Make the link that makes the owner's account; None where there is an owner.

    Earlier ones open nothing any more.
    """
    with write() as session:
        if session.scalar(User.owners()):
            return None
        session.execute(delete(Link).where(Link.kind == SETUP))
        audit.record(session, "setup-link-made", HOST)
        return _make(session, SETUP, SETUP_LASTS)


def address(made: Made) -> str:
    """The address in the page that a link leads to; what follows the # never leaves a browser."""
    return f"{_PLACES[made.kind]}={made.token}"


def make_sign_in(session: Session, user: User, made_by: int | None) -> Made:
    """A link that signs a person in once, inside a write; earlier ones open nothing any more."""
    session.execute(delete(Link).where(Link.kind == SIGN_IN, Link.user_id == user.id))
    return _make(session, SIGN_IN, SIGN_IN_LASTS, user_id=user.id, made_by=made_by)


def make_recovery(session: Session, user: User) -> Made:
    """A link by mail for who is locked out, inside a write; those of earlier mails are void.

    What an administrator made stays: anybody may ask for a mail.
    """
    forget_recovery(session, user.id)
    return _make(session, SIGN_IN, RECOVERY_LASTS, user_id=user.id, made_by=user.id)


def forget_recovery(session: Session, user_id: int) -> None:
    """Let no link that was sent by mail sign this person in any more, inside a write."""
    is_by_mail = (Link.user_id == user_id) & (Link.made_by == user_id)
    session.execute(delete(Link).where(Link.kind == SIGN_IN, is_by_mail))


def make_confirmation(session: Session, user: User, mail: str) -> Made:
    """A link that confirms a person's mail address, inside a write; earlier ones are void."""
    forget_confirmations(session, user.id)
    return _make(session, MAIL, MAIL_LASTS, user_id=user.id, made_by=user.id, content=mail)


def forget_confirmations(session: Session, user_id: int) -> None:
    """Let no link confirm a mail address of this person any more, inside a write."""
    session.execute(delete(Link).where(Link.kind == MAIL, Link.user_id == user_id))


def make_invitation(
    session: Session, made_by: int, uses: int, lasts: timedelta, room_id: int | None
) -> Made:
    """An invitation that so many may use, inside a write."""
    return _make(session, INVITATION, lasts, made_by=made_by, uses=uses, room_id=room_id)


def revoke_invitation(session: Session, invitation_id: int) -> bool:
    """Take an invitation back, inside a write; False where none of that id is good yet."""
    is_it = (Link.id == invitation_id) & (Link.kind == INVITATION)
    revoked = update(Link).where(is_it, Link.uses_left > 0, Link.expires_at > clock.utcnow())
    return bool(session.execute(revoked.values(uses_left=0)).rowcount)


def forget(session: Session, user_id: int) -> None:
    """Take back what signs a person in, inside a write, and by what they can sign others in.

    Their invitations stay as they are.
    """
    is_theirs = (Link.user_id == user_id) | (Link.made_by == user_id)
    session.execute(delete(Link).where(Link.kind == SIGN_IN, is_theirs))


def use(session: Session, kind: str, token: str) -> Any:
    """Use a link once, inside a write: two who come at the same time are one after the other here.

    Returns:
        A row of {id, user_id, made_by, content, room_id}.

    Raises:
        LinkGone: it was used up, has expired, was taken back, or never was.
    """
    used = session.execute(Link.use(kind, _hash(token), clock.utcnow())).one_or_none()
    if used is None:
        raise LinkGone()
    return used


def _make(
    session: Session,
    kind: str,
    lasts: timedelta,
    *,
    user_id: int | None = None,
    made_by: int | None = None,
    uses: int = 1,
    content: str | None = None,
    room_id: int | None = None,
) -> Made:
    token = secrets.token_urlsafe(TOKEN_BYTES)
    now = clock.utcnow()
    link = Link(
        kind=kind,
        token_hash=_hash(token),
        user_id=user_id,
        made_by=made_by,
        created_at=now,
        expires_at=now + lasts,
        uses_left=uses,
        content=content,
        room_id=room_id,
    )
    session.add(link)
    session.flush()
    return Made(link.id, kind, token, link.expires_at, link.uses_left)


def _hash(token: str) -> str:
    return sha256(token.encode()).hexdigest()
