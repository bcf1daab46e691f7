"""What signs a person in: user name and password, or a one-time link."""

from sqlalchemy.orm import Session

from parley.db import db, write
from parley.domain.permissions import GUEST
from parley.errors import (
    DirectoryPassword,
    LinkGone,
    Suspended,
    UsernameTaken,
    WrongCredentials,
)
from parley.models import User
from parley.models.link import SIGN_IN
from parley.models.mail import PASSWORD_CHANGED
from parley.services import (
    audit,
    directory,
    entering,
    feed,
    links,
    outbox,
    pace,
    passwords,
    proof,
    sessions,
    turns,
)
from parley.services.entering import Pending
from parley.services.sessions import Caller, Person, SignedIn


def sign_in(
    former: Person | None, caller: Caller, *, username: str, password: str
) -> SignedIn | Pending:
    """Sign in by user name or mail address, and password, or begin to, for who has a second factor.

    Raises:
        WrongCredentials: there is no such account, or its password is another; it takes as long.
        Suspended: the password is right, but an administrator shut the account.
        TooFast: too many tries.
    """
    pace.spend_try(caller.address, username)
    signed_in = by_password(former, caller, username=username, password=password)
    turns.give()
    if signed_in is None:
        record_failure(username, caller)
        raise WrongCredentials()
    return signed_in


def by_password(
    former: Person | None, caller: Caller, *, username: str, password: str
) -> SignedIn | Pending | None:
    """The same without counting the try; None where it is not the password of such an account.

    Who comes from the directory has none here.

    Raises:
        Suspended: the password is right, but an administrator shut the account.
    """
    turns.give()
    known = proof.look_up(User.entrant(), account=username)
    turns.give()
    if not passwords.matches(password, known and known.password_hash):
        return None
    turns.give()
    with write() as session:
        entrant = session.connection().execute(User.entrant(), {"account": username})
        user = entrant.one_or_none()
        is_same = user is not None and user[:2] == known[:2]  # the id, and the hash
        if not is_same or directory.decides_about(session, user.id):  # changed meanwhile, or theirs
            return None
        turns.give()
        if user.suspended_at is None:
            entered = entering.first_step(session, user, former, caller)
            turns.give()  # before the commit, which waits for the disk
            return entered
    record_failure(username, caller)
    raise Suspended()


def sign_in_by_link(former: Person | None, caller: Caller, token: str) -> SignedIn | Pending:
    """Sign in by a one-time link, or begin to, for who has a second factor.

    Raises:
        LinkGone: the link no longer opens anything.
        Suspended: an administrator shut the account.
        TooFast: too many tries.
    """
    pace.spend_try(caller.address)
    gone = audit.refusals(caller, "link-refused", LinkGone, link=SIGN_IN)
    shut = audit.refusals(caller, "sign-in-failed", Suspended)
    with gone, shut as told, write() as session:
        user = session.get_one(User, links.use(session, SIGN_IN, token).user_id)
        told["subject"] = user.id
        if user.role == GUEST:
            raise LinkGone()
        return entering.first_step(session, user, former, caller, by_link=True)


def sign_out(person: Person | None, caller: Caller) -> None:
    """End the session of a browser, if it has one."""
    if person is None:
        return
    with write() as session:
        sessions.replace_by(session, person)
        audit.record(session, "signed-out", caller, actor=person.id)


def change_username(
    person: Person, caller: Caller, *, username: str, password: str | None
) -> Person:
    """Sign in by another user name from now on.

    Raises:
        WrongPassword: the present password is another.
        UsernameTaken, NoAccount, PasswordFirst, SignInAnew, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    with write() as session:
        sessions.require_present(session, person)
        require_free(session, username, but_for=person.id)
        user = session.get_one(User, person.id)
        user.username = username
        session.flush()
        feed.change_rights(session)
        audit.record(session, "username-changed", caller, actor=person.id)
    return sessions.require_present(db.session, person)


def change_password(
    person: Person, caller: Caller, *, current_password: str | None, password: str
) -> None:
    """Take another password; all other browsers of the person are signed out.

    Raises:
        WrongPassword: the present password is another, or was not given though it is needed.
        DirectoryPassword: the person comes from the directory, which keeps it.
        SignInAnew: there is none, and a link is not enough to set the first one.
        WeakPassword, NoAccount, TooFast, NotSignedIn.
    """
    _require_own_password(db.session, person)
    proof.require_for_password(person, caller, current_password)
    passwords.require_good(password, person.username or "")
    password_hash = passwords.hashed(password)
    with write() as session:
        sessions.require_present(session, person)
        _require_own_password(session, person)  # since then the two may have become one
        user = session.get_one(User, person.id)
        user.password_hash = password_hash
        session.flush()
        sessions.end_browsers(session, person.id, but_for=person.session_id)
        sessions.prove(session, person)
        links.forget(session, person.id)
        outbox.withdraw(session, person.id)  # whoever knew the former one may have asked
        if user.mail is not None:
            outbox.add(session, PASSWORD_CHANGED, user.mail, person.id)
        audit.record(session, "password-changed", caller, actor=person.id)


def require_free(session: Session, username: str, but_for: int | None = None) -> None:
    """Insist, inside a write, that nobody else signs in by this name.

    Raises:
        UsernameTaken: somebody does.
    """
    holder = session.scalars(User.with_username(username)).one_or_none()
    if holder is not None and holder.id != but_for:
        raise UsernameTaken()


def _require_own_password(session: Session, person: Person) -> None:
    if directory.decides_about(session, person.id):
        raise DirectoryPassword()


def record_failure(username: str, caller: Caller) -> None:
    """Write down that somebody did not get in by this user name, whether it is anybody's."""
    with write() as session:
        user = session.scalars(User.called(username)).one_or_none()
        audit.record(session, "sign-in-failed", caller, subject=user and user.id)
