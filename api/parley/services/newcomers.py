"""Accounts for who comes from elsewhere: what they are called there is made fit and free here."""

from contextlib import suppress
from itertools import count

from sqlalchemy.orm import Session

from parley.domain import names, usernames
from parley.domain.permissions import MEMBER
from parley.errors import NameTaken
from parley.models import User
from parley.readers import mail_address
from parley.services import accounts, feed, people
from parley.services.sessions import Caller, Person


def admit(
    draft: feed.Draft,
    guest: Person | None,
    caller: Caller,
    *,
    provider: str,
    username: str,
    name: str | None = None,
    mail: str | None = None,
) -> User:
    """Make an account as part of a change; a guest keeps id, name and messages.

    A user name or a name that is taken gets a number; a mail address that is taken stays where it
    is. The provider vouches for the address.

    Raises:
        NotSignedIn: the guest's session has ended.
    """
    session = draft.session
    username = _free_username(session, username)
    called = _free_name(session, name or "", username) if guest is None else None
    user = accounts.make(draft, guest, username, called)
    user.role = MEMBER
    if _is_free_address(session, mail or ""):
        user.mail, user.mail_key = mail, mail.lower()
    accounts.announce(draft, guest, user, caller, provider=provider)
    return user


def _free_username(session: Session, wanted: str) -> str:
    try:
        username = usernames.clean(wanted)
    except ValueError:
        username = usernames.fitted(wanted)
    base = usernames.fitted(username)
    candidates = (username if n == 1 else f"{base}{n}" for n in count(1))
    return next(each for each in candidates if not session.scalar(User.with_username(each)))


def _free_name(session: Session, wanted: str, username: str) -> str:
    name = names.fitted(wanted) or username
    for n in count(1):
        candidate = name if n == 1 else names.numbered(name, n)
        with suppress(NameTaken):
            people.free_keys(session, candidate)
            return candidate
    raise NameTaken()  # never: there is always another number


def _is_free_address(session: Session, mail: str) -> bool:
    try:
        is_one = bool(mail_address(mail))
    except ValueError:
        return False
    return is_one and session.scalars(User.with_mail(mail.lower())).first() is None
