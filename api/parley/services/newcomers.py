"""Accounts for who comes from elsewhere: what they are called there is made fit and free here."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import count

from sqlalchemy.orm import Session

from parley.domain import mail_addresses, names, usernames
from parley.errors import NameTaken, UsernameTaken
from parley.models import User
from parley.services import accounts, credentials, people
from parley.services.draft import Draft
from parley.services.sessions import Caller, Person


def admit(
    draft: Draft,
    guest: Person | None,
    caller: Caller,
    *,
    provider: str,
    role: str,
    username: str | None,
    name: str | None,
    mail: str | None,
) -> User:
    """Make an account as part of a change; a guest keeps id, name and messages.

    A user name or a name that is taken gets a number; a mail address that is taken stays where it
    is. The provider vouches for the address.

    Raises:
        NotSignedIn: the guest's session has ended.
    """
    session = draft.session
    username = _free_username(session, username or "")
    called = _free_name(session, name or "", username) if guest is None else None
    user = accounts.make(draft, guest, username, called)
    user.role = role
    user.mail, user.mail_key = _free_mail(session, mail)
    accounts.announce(draft, guest, user, caller, provider=provider)
    return user


def _free_username(session: Session, wanted: str) -> str:
    username = usernames.fitted(wanted) or usernames.NOBODY_IN_PARTICULAR
    for candidate in _numbered(username, usernames.numbered):
        with suppress(UsernameTaken):
            credentials.require_free(session, candidate)
            return candidate
    raise UsernameTaken()  # never: there is always another number


def _free_name(session: Session, wanted: str, username: str) -> str:
    name = names.fitted(wanted) or username
    for candidate in _numbered(name, names.numbered):
        with suppress(NameTaken):
            people.free_keys(session, candidate)
            return candidate
    raise NameTaken()  # nor here


def _numbered(name: str, numbered: Callable[[str, int], str]) -> Iterator[str]:
    yield name
    for number in count(2):
        yield numbered(name, number)


def _free_mail(session: Session, wanted: str | None) -> tuple[str, str] | tuple[None, None]:
    """An address as it is kept, and its key, where it is one and nobody has it."""
    mail = mail_addresses.fitted(wanted or "")
    key = mail and mail_addresses.key(mail)
    is_free = key and session.scalars(User.with_mail(key)).first() is None
    return (mail, key) if is_free else (None, None)
