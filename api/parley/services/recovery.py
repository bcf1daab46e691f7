"""Recovery: the way back by mail for who is locked out."""

from parley.db import write
from parley.models.mail import RECOVERY
from parley.services import audit, outbox, pace
from parley.services.sessions import Caller


def ask(caller: Caller, account: str) -> None:
    """Send a link that signs in whoever has this account, if anybody, to the confirmed address.

    Whom it is about, and whether it is anybody, is found out when it is sent, so that no answer and
    no time tells it.

    Raises:
        MailOff: this chat sends no mail.
        TooFast: this was asked too often.
    """
    outbox.require_on()
    pace.spend_recovery(caller.address, account)
    with write() as session:
        audit.record(session, "recovery-asked", caller)
        outbox.add(session, RECOVERY, account)
