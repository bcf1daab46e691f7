"""Coming in: the last step of every way to sign in, and the step before it for who has two."""

from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import Row
from sqlalchemy.orm import Session

from parley.errors import Suspended
from parley.models import Passkey, RecoveryCode, User
from parley.services import audit, linking, sessions, tickets, turns
from parley.services.sessions import Caller, Person, SignedIn

SECOND_STEP = "second factor"
TOTP, RECOVERY, PASSKEY = "totp", "recovery", "passkey"

Entrant = User | Row  # of User.entrant()


@dataclass(frozen=True, slots=True)
class Pending:
    """The first factor was right; the ticket stands for it while the second is asked for."""

    ticket: str
    factors: list[str]


def first_step(
    session: Session,
    user: Entrant,
    former: Person | None,
    caller: Caller,
    *,
    by_link: bool = False,
    provider: str | None = None,
    subject: str | None = None,
) -> SignedIn | Pending:
    """Go on after a password or a link that was right, or a provider's word, inside a write.

    `subject` is what the provider calls who has the account's mail address: the account is linked
    to it in the last step.

    Raises:
        Suspended: an administrator shut the account.
    """
    if user.suspended_at is not None:
        raise Suspended()
    factors = of(session, user)
    how = {"by_link": by_link, "provider": provider, "subject": subject}
    if not factors:
        return enter(session, user, former, caller, **how)
    content = [user.id, fingerprint(user), how]
    return Pending(tickets.issue(SECOND_STEP, content), factors)


def enter(
    session: Session,
    user: Entrant,
    former: Person | None,
    caller: Caller,
    *,
    by_link: bool = False,
    factor: str | None = None,
    provider: str | None = None,
    subject: str | None = None,
) -> SignedIn:
    """Begin a session inside a write; the one that the browser had before ends.

    Raises:
        Suspended: an administrator shut the account.
        TicketExpired: the account was linked to somebody else meanwhile.
    """
    if user.suspended_at is not None:
        raise Suspended()
    if subject is not None:
        linking.link(session, user.id, provider, subject, caller, is_proven=factor is not None)
    sessions.replace_by(session, former)
    act = "signed-in-by-link" if by_link else "signed-in"
    details = {"factor": factor, "provider": provider}
    known = {name: value for name, value in details.items() if value is not None}
    turns.give()
    audit.record(session, act, caller, actor=user.id, **known)
    turns.give()
    return sessions.begin(session, user.id, caller, by_link=by_link)


def of(session: Session, user: Entrant) -> list[str]:
    """The second factors that a person can show."""
    factors = [TOTP] if user.totp_secret is not None else []
    if session.connection().scalar(Passkey.is_there(), {"id": user.id}):
        factors.append(PASSKEY)
    if factors and session.scalar(RecoveryCode.left(user.id)):
        factors.append(RECOVERY)
    return factors


def fingerprint(user: Entrant) -> str:
    """What makes a ticket void by changing: the password."""
    return sha256((user.password_hash or "").encode()).hexdigest()[:16]
