"""People of the directory: how they come in, and what they are when they do.

Whom it vouches for is found by what it calls them for ever, or, once, by the confirmed mail address
of an account; never by a user name.
"""

from contextlib import suppress

from sqlalchemy.orm import Session

from parley import clock
from parley.db import write
from parley.domain import mail_addresses, usernames
from parley.domain.permissions import GUEST, MEMBER
from parley.errors import Invalid, LastOwner, Suspended, WrongCredentials
from parley.models import Identity, User
from parley.models.identity import LDAP
from parley.services import (
    administration,
    credentials,
    directory,
    directory_sync,
    entering,
    feed,
    linking,
    newcomers,
    pace,
)
from parley.services.directory import Entry, Vouched
from parley.services.entering import Pending
from parley.services.sessions import Caller, Person, SignedIn


def sign_in(
    former: Person | None, caller: Caller, *, username: str, password: str
) -> SignedIn | Pending:
    """Sign in by a password that is kept here, or, where there is a directory, there.

    The first time, the directory's filter alone decides who gets an account; a guest keeps id, name
    and messages.

    Raises:
        Invalid: the user name can be nobody's.
        WrongCredentials: neither knows this password; it takes as long whoever it is.
        DirectoryUnreachable: it may be the directory's, which does not answer.
        Suspended, TooFast.
    """
    if not directory.is_on():
        username = _clean(username)
        return credentials.sign_in(former, caller, username=username, password=password)
    typed = username.strip()
    pace.spend_try(caller.address, usernames.key(typed))
    own = {"username": _own(typed), "password": password}
    return credentials.by_password(former, caller, **own) or _by_directory(
        former, caller, typed, password
    )


def _clean(username: str) -> str:
    try:
        return usernames.clean_or_mail(username)
    except ValueError as error:
        raise Invalid(errors=[{"field": "username", "message": str(error)}]) from None


def _own(typed: str) -> str:
    """What an account of ours would be called that is meant by this."""
    try:
        return usernames.clean_or_mail(typed)
    except ValueError:
        return typed.lower()


def _by_directory(
    former: Person | None, caller: Caller, typed: str, password: str
) -> SignedIn | Pending:
    vouched = directory.vouch(typed, password)
    try:
        if vouched is None:
            raise WrongCredentials()
        entered = _again(former, caller, vouched) or _first(former, caller, typed, vouched)
        entered = entered or _again(former, caller, vouched)  # both at once: the other made it
        if entered is None:
            raise WrongCredentials()  # and left again
        return entered
    except (WrongCredentials, Suspended):
        credentials.record_failure(_own(typed), caller)
        raise


def _again(former: Person | None, caller: Caller, vouched: Vouched) -> SignedIn | Pending | None:
    """Let in who has an account; None where it takes a new one."""
    with write() as session:
        identity = _identity(session, vouched.entry)
        if identity is not None:
            return _enter(session, identity, former, caller, vouched)
        user = _same_mail(session, vouched.entry)
        return user and _link(session, user, former, caller, vouched)


def _link(
    session: Session, user: User, former: Person | None, caller: Caller, vouched: Vouched
) -> SignedIn | Pending:
    """Let in whose confirmed mail address is the entry's: from now on the directory's.

    Until the second factor is shown, an account is not theirs: the role has to wait.
    """
    if not entering.of(session, user):
        _give_role(session, user, caller, vouched)
    how = {"provider": LDAP, "subject": vouched.entry.subject}
    return entering.first_step(session, user, former, caller, **how)


def _first(
    former: Person | None, caller: Caller, typed: str, vouched: Vouched
) -> SignedIn | Pending | None:
    """Make an account and let its person in; None where there is one already."""
    entry = vouched.entry
    guest = former if former is not None and former.role == GUEST else None
    with feed.change() as draft:
        if _identity(draft.session, entry) or _same_mail(draft.session, entry):
            return None
        _refuse_namesake(draft.session, typed)
        details = {"username": entry.username, "name": entry.name, "mail": entry.mail}
        details |= {"provider": LDAP, "role": vouched.role(MEMBER)}
        user = newcomers.admit(draft, guest, caller, **details)
        identity = linking.add(draft.session, user.id, LDAP, entry.subject)
        return _enter(draft.session, identity, former, caller, vouched)


def _enter(
    session: Session,
    identity: Identity,
    former: Person | None,
    caller: Caller,
    vouched: Vouched,
) -> SignedIn | Pending:
    user = session.get_one(User, identity.user_id)
    identity.seen_at = clock.utcnow()
    directory_sync.welcome_back(session, identity, user, caller)
    _give_role(session, user, caller, vouched)
    return entering.first_step(session, user, former, caller, provider=LDAP)


def _give_role(session: Session, user: User, caller: Caller, vouched: Vouched) -> None:
    with suppress(LastOwner):  # the last one stays, whatever the groups say
        role = vouched.role(user.role)
        administration.set_role(session, user, role, caller, None, provider=LDAP)


def _refuse_namesake(session: Session, typed: str) -> None:
    """Keep a new account from standing beside the one that has this user name and a password here.

    Raises:
        WrongCredentials: the password was that one's namesake's.
    """
    holder = session.scalars(User.called(_own(typed))).one_or_none()
    has_password = holder is not None and holder.password_hash is not None
    if has_password and not directory.decides_about(session, holder.id):
        raise WrongCredentials()


def _identity(session: Session, entry: Entry) -> Identity | None:
    return session.scalars(Identity.known(LDAP, entry.subject)).one_or_none()


def _same_mail(session: Session, entry: Entry) -> User | None:
    """The account that confirmed the entry's mail address, unless it is another entry's."""
    key = entry.mail and mail_addresses.key(entry.mail)
    user = key and session.scalars(User.with_mail(key)).one_or_none()
    return None if not user or directory.decides_about(session, user.id) else user
