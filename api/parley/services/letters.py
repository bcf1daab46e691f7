"""Letters: what a piece of the outbox becomes when it is sent. Only now is any token made."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from parley.db import db
from parley.domain import mail_addresses, wording
from parley.domain.wording import Wording
from parley.errors import TooFast
from parley.models import Identity, Mail, User
from parley.models import mail as kinds
from parley.services import audit, links, pace
from parley.services.links import Made
from parley.services.sessions import HOST


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail as it is handed to the server, and the person it is for."""

    to: str
    subject: str
    text: str
    user_id: int


class _Settings:
    """Where the chat is; what a request says of its host has no part in it."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.address = settings["PUBLIC_URL"]


def written(session: Session, mail: Mail) -> Letter | None:
    """The letter of a piece of the outbox, inside a write; None where nobody is to get one."""
    if mail.kind == kinds.RECOVERY:
        return _recovery(session, mail)
    user = session.get_one(User, mail.user_id)
    if mail.kind == kinds.CONFIRMATION:
        return _confirmation(session, user, mail)
    return _letter(user, mail.about, _NOTICES[mail.kind](_chat(), user.username or user.name))


_NOTICES = {
    kinds.MAIL_CHANGED: wording.mail_changed,
    kinds.MAIL_REMOVED: wording.mail_removed,
    kinds.PASSWORD_CHANGED: wording.password_changed,
    kinds.LINKED: wording.linked,
}


def _recovery(session: Session, mail: Mail) -> Letter | None:
    user = session.scalars(User.called(mail.about)).one_or_none()
    if user is None or not _may_recover(session, user):
        return None
    if mail.tries == 0:
        try:
            pace.spend_recovery_mail(user.id)
        except TooFast:
            return None
        audit.record(session, "sign-in-link-made", HOST, subject=user.id, by="mail")
    link = _address(links.make_recovery(session, user))
    return _letter(user, user.mail, wording.recovery(_chat(), user.username or user.name, link))


def _may_recover(session: Session, user: User) -> bool:
    """Whether a mailbox stands in for a person: not of whom the directory knows no more."""
    has_gone = session.scalars(Identity.gone(user.id)).first() is not None
    return user.mail is not None and user.suspended_at is None and not has_gone


def _confirmation(session: Session, user: User, mail: Mail) -> Letter | None:
    if user.left_at is not None or user.suspended_at is not None:
        return None
    username = user.username or user.name
    link = (
        f"{_address(links.make_confirmation(session, user, mail.about))}&account={quote(username)}"
    )
    return _letter(user, mail.about, wording.confirmation(_chat(), username, link))


def _letter(user: User, to: str, said: Wording) -> Letter:
    return Letter(mail_addresses.deliverable(to), said.subject, said.text, user.id)


def _chat() -> str:
    return db.companion(_Settings).address


def _address(made: Made) -> str:
    return _chat() + links.address(made)
