"""The mail address of an account: it counts once whoever reads what is sent there says so."""

from sqlalchemy.orm import Session

from parley.db import db, write
from parley.domain import mail_addresses
from parley.errors import LinkGone, MailTaken
from parley.models import User
from parley.models.link import MAIL
from parley.models.mail import CONFIRMATION, MAIL_CHANGED, MAIL_REMOVED
from parley.services import audit, links, outbox, pace, proof, sessions
from parley.services.sessions import Caller, Person


def change(person: Person, caller: Caller, *, mail: str, password: str | None) -> str:
    """Ask by mail whether an address is the person's; the former one counts until then.

    Nothing tells whether another account has it.

    Returns:
        The address that is asked.

    Raises:
        MailOff: this chat sends no mail.
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast, NotSignedIn.
    """
    outbox.require_on()
    proof.require(person, caller, password)
    pace.spend_confirmation(mail_addresses.key(mail), person.id)
    with write() as session:
        sessions.require_present(session, person)
        ask(session, person.id, mail)
        audit.record(session, "mail-change-asked", caller, actor=person.id)
    return mail


def ask(session: Session, person_id: int, mail: str) -> None:
    """Ask by mail, inside a write, whether an address is a person's; no other is asked any more."""
    outbox.withdraw(session, person_id)
    outbox.add(session, CONFIRMATION, mail, person_id)


def remove(person: Person, caller: Caller, *, password: str | None) -> None:
    """Have no mail address any more, and ask none.

    Raises:
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    with write() as session:
        sessions.require_present(session, person)
        outbox.withdraw(session, person.id)
        links.forget_recovery(session, person.id)
        user = session.get_one(User, person.id)
        former, user.mail, user.mail_key = user.mail, None, None
        if former is not None:
            outbox.add(session, MAIL_REMOVED, former, person.id)
        audit.record(session, "mail-removed", caller, actor=person.id)


def confirm(caller: Caller, token: str) -> dict[str, str]:
    """Take it that an address is somebody's, since who reads its mail says so.

    Returns:
        {mail, username}: the address, and whose it is now.

    Raises:
        LinkGone: the link no longer opens anything.
        MailTaken: another account has the address; the link stays good.
        TooFast: too many tries.
    """
    pace.spend_try(caller.address)
    gone = audit.refusals(caller, "link-refused", LinkGone, link=MAIL)
    with gone, write() as session:
        used = links.use(session, MAIL, token)
        user = session.get_one(User, used.user_id)
        if user.suspended_at is not None or user.left_at is not None:
            raise LinkGone()
        _give(session, user, used.content)
        outbox.withdraw(session, user.id)
        audit.record(session, "mail-changed", caller, actor=user.id)
        return {"mail": used.content, "username": user.username or user.name}


def _give(session: Session, user: User, mail: str) -> None:
    key = mail_addresses.key(mail)
    holder = session.scalars(User.with_mail(key)).one_or_none()
    if holder is not None and holder.id != user.id:
        raise MailTaken()
    former, former_key = user.mail, user.mail_key
    user.mail, user.mail_key = mail, key
    if former is not None and former_key != key:
        links.forget_recovery(session, user.id)  # whoever reads the former mailbox has them
        outbox.add(session, MAIL_CHANGED, former, user.id)


def pending(person: Person) -> str | None:
    """The address that was asked and has not said yes yet."""
    return outbox.asked(db.session, person.id)
