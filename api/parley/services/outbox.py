"""The outbox: a mail is written down inside the write that calls for it, and sent by postman.py."""

import threading
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, delete, select, update
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, one_writer, write
from parley.errors import Invalid, MailOff
from parley.models import Link, Mail
from parley.models.mail import CONFIRMATION
from parley.services import links

# How long a mail waits after its first, second, … try; the last one holds for all further tries.
PAUSES: Sequence[timedelta] = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60))
TRIED_FOR = timedelta(days=2)


class _Outbox:
    """Whether the chat sends mail, and the bell that calls the postman."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.is_on = bool(settings["SMTP_HOST"])
        self.bell = threading.Event()


def is_on() -> bool:
    """Whether this chat sends mail."""
    return db.companion(_Outbox).is_on


def require_on() -> None:
    """Insist that this chat sends mail.

    Raises:
        MailOff: it does not.
    """
    if not is_on():
        raise MailOff()


def require_on_for(mail: str | None) -> None:
    """Insist that this chat sends mail where an address comes along with something else.

    Raises:
        Invalid: it does not.
    """
    if mail is not None and not is_on():
        raise Invalid(errors=[{"field": "mail", "message": MailOff.title}])


def add(session: Session, kind: str, about: str, user_id: int | None = None) -> None:
    """Let a mail be sent once this write is committed; nothing happens where no mail is sent."""
    outbox = db.companion(_Outbox)
    if outbox.is_on:
        now = clock.utcnow()
        mail = Mail(kind=kind, about=about, user_id=user_id, created_at=now, due_at=now, tries=0)
        session.add(mail)
        session.flush()
        outbox.bell.set()


def withdraw(session: Session, user_id: int) -> None:
    """Ask a person to confirm no mail address any more, inside a write."""
    is_it = (Mail.kind == CONFIRMATION) & (Mail.user_id == user_id)
    session.execute(delete(Mail).where(is_it))
    links.forget_confirmations(session, user_id)


def asked(session: Session, user_id: int) -> str | None:
    """The address that a person was asked to confirm, or is about to be."""
    waiting = session.scalars(Mail.asking(user_id)).first()
    return waiting or session.scalars(Link.asking(user_id, clock.utcnow())).first()


def wait(seconds: float) -> None:
    """Wait until something is added, or for so long."""
    bell = db.companion(_Outbox).bell
    bell.wait(seconds)
    bell.clear()


def has_due() -> bool:
    """Whether something is to be sent by now.

    Whoever rang the bell may still be writing; waiting for our turn is waiting for their commit.
    """
    with one_writer():
        found = db.session.scalars(Mail.due(clock.utcnow())).first()
        db.session.rollback()
        return found is not None


def hurry() -> None:
    """Let everything be tried at once: perhaps a restart is what made the server reachable."""
    with write() as session:
        session.execute(update(Mail).values(due_at=clock.utcnow()))


def postpone(mail: Mail) -> None:
    """Count a try before it is made: whatever happens in it, another one follows, and not at once."""
    mail.tries += 1
    mail.due_at = clock.utcnow() + PAUSES[min(mail.tries, len(PAUSES)) - 1]


def is_hopeless(mail: Mail) -> bool:
    """Whether it was tried for long enough."""
    return clock.utcnow() - mail.created_at > TRIED_FOR


def take_out(session: Session, mail: Mail) -> None:
    """Forget a piece inside a write; one of its number that a restore brought back stays."""
    is_it = Mail.id == mail.id
    if session.scalar(select(Mail.created_at).where(is_it)) == mail.created_at:
        session.execute(delete(Mail).where(is_it))
