"""Posting: taking what is due out of the outbox and to the mail server, one piece at a time.

A piece is gone from the outbox only once the server has it: what a crash interrupts is sent again.
"""

import structlog
from sqlalchemy.orm import Session

from parley import clock
from parley.db import write
from parley.models import Mail
from parley.services import audit, letters, outbox
from parley.services.letters import Letter
from parley.services.sessions import HOST
from parley.services.smtp import Courier, Deferred, Refused, Unreachable

log = structlog.get_logger()


def post_next(courier: Courier) -> bool:
    """Send the piece that waits longest, if one is due.

    Returns:
        Whether it is worth going on at once: there was one, and the server is there.
    """
    if not outbox.has_due():
        return False
    with write() as session:
        mail = session.scalars(Mail.due(clock.utcnow())).first()
        letter = mail and _made_ready(session, mail)
    return letter is None or _sent(courier, mail, letter)


def _made_ready(session: Session, mail: Mail) -> Letter | None:
    """The letter to send; its next try is settled before this one, whatever becomes of it."""
    if outbox.is_hopeless(mail):
        _give_up(session, mail, mail.user_id, act="mail-given-up")
        return None
    letter = _written(session, mail)
    if letter is None:
        outbox.take_out(session, mail)
    else:
        outbox.postpone(mail)
    return letter


def _written(session: Session, mail: Mail) -> Letter | None:
    try:
        return letters.written(session, mail)
    except (KeyError, ValueError):  # of another version, which knew more kinds
        log.exception("mail not understood", kind=mail.kind)
        return None


def _sent(courier: Courier, mail: Mail, letter: Letter) -> bool:
    try:
        courier.take(letter)
    except Refused as refusal:
        with write() as session:
            _give_up(session, mail, letter.user_id, act="mail-refused", code=str(refusal))
    except (Deferred, Unreachable) as failure:
        log.warning("mail not sent", kind=mail.kind, tries=mail.tries, reason=str(failure))
        return isinstance(failure, Deferred)
    else:
        with write() as session:
            outbox.take_out(session, mail)
        log.info("mail sent", kind=mail.kind, tries=mail.tries)
    return True


def _give_up(session: Session, mail: Mail, user_id: int | None, *, act: str, **why: str) -> None:
    outbox.take_out(session, mail)
    audit.record(session, act, HOST, subject=user_id, kind=mail.kind, **why)
    log.error("mail not sent for good", kind=mail.kind, tries=mail.tries, **why)
