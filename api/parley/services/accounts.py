"""Accounts: making one, claiming one as a guest, leaving."""

from typing import Any

from sqlalchemy import Row, delete
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db
from parley.domain import mail_addresses
from parley.domain.names import FORMER_MEMBER
from parley.domain.permissions import GUEST, MEMBER, OWNER
from parley.errors import HasAccount, LastOwner, LinkGone, SignUpClosed
from parley.models import Identity, Message, User
from parley.models.link import INVITATION, SETUP
from parley.models.message import TEXT
from parley.services import (
    audit,
    avatars,
    credentials,
    factors,
    feed,
    invitations,
    joining,
    links,
    mailbox,
    memberships,
    moderation,
    notices,
    outbox,
    pace,
    passwords,
    people,
    proof,
    purging,
    sessions,
    turns,
)
from parley.services.draft import Draft
from parley.services.links import Made
from parley.services.sessions import HOST, Caller, Person, SignedIn

DELETED_AT_ONCE = 100


def sign_up(
    guest: Person | None,
    caller: Caller,
    *,
    username: str,
    password: str,
    name: str | None = None,
    invitation: str | None = None,
    mail: str | None = None,
) -> tuple[SignedIn, dict[str, Any] | None]:
    """Make an account; a guest keeps id, name and messages. A mail address is asked by mail.

    Returns:
        The newcomer, and {id, name} of the room that their invitation has led them into, if any.

    Raises:
        SignUpClosed: accounts are not made at present, or by invitation only.
        LinkGone: the invitation no longer opens anything.
        Invalid: a mail address came along, but this chat sends no mail.
        HasAccount, UsernameTaken, NameTaken, WeakPassword, Muted, TooFast, NotSignedIn.
    """
    password_hash = _prepared(guest, caller, username, password, mail)
    gone = audit.refusals(caller, "link-refused", LinkGone, link=INVITATION)
    with gone, feed.change() as draft:
        used = _require_welcome(draft.session, invitation)
        user = make(draft, guest, username, name)
        user.password_hash, user.role = password_hash, MEMBER
        entered = _welcome(draft, guest, user, caller, mail)
        room = None if used is None else invitations.admit(draft, caller, user, used)
        return entered, room


def set_up(
    guest: Person | None,
    caller: Caller,
    *,
    token: str,
    username: str,
    password: str,
    name: str | None = None,
    mail: str | None = None,
) -> SignedIn:
    """Make the owner's account by the link that the start printed; a guest keeps id and messages.

    Raises:
        LinkGone: the link no longer opens anything.
        Invalid: a mail address came along, but this chat sends no mail.
        HasAccount, UsernameTaken, NameTaken, WeakPassword, Muted, TooFast, NotSignedIn.
    """
    password_hash = _prepared(guest, caller, username, password, mail)
    gone = audit.refusals(caller, "link-refused", LinkGone, link=SETUP)
    with gone, feed.change() as draft:
        links.use(draft.session, SETUP, token)
        if draft.session.scalar(User.owners()):  # made in another way since
            raise LinkGone()
        user = make(draft, guest, username, name)
        user.password_hash, user.role = password_hash, OWNER
        return _welcome(draft, guest, user, caller, mail)


def create(username: str, role: str) -> Made:
    """Make an account from the command line; gives the link that signs its person in.

    Raises:
        UsernameTaken, NameTaken.
    """
    with feed.change() as draft:
        user = make(draft, None, username, None)
        user.role = role
        draft.session.flush()
        memberships.welcome(draft.session, user.id, is_guest=False)
        notices.say(draft, user, f"{user.name} joined")
        feed.change_rights(draft.session)
        audit.record(draft.session, "account-made", HOST, subject=user.id, role=role)
        return links.make_sign_in(draft.session, user, None)


def leave(person: Person, caller: Caller, *, password: str | None, deletes_messages: bool) -> None:
    """Give the account up; what was said stays as a former member's, or goes.

    Raises:
        WrongPassword: the present password is another.
        LastOwner: nobody would own the chat any more.
        NoAccount, PasswordFirst, SignInAnew, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    require_other_owner(db.session, person.id, person.role)
    while deletes_messages and _delete_some_messages(person):
        turns.give()
    with feed.change() as draft:
        session = draft.session
        present = sessions.require_present(session, person)
        require_other_owner(session, present.id, present.role)
        user = session.get_one(User, person.id)
        notices.say(draft, user, f"{user.name} left")
        user.become_former(FORMER_MEMBER, clock.utcnow())
        user.role = MEMBER  # what an owner was is nobody's any more
        draft.rewrites_history = True
        memberships.give_up(draft, caller, user.id)
        sessions.end_all(session, user.id)
        links.forget(session, user.id)
        outbox.withdraw(session, user.id)
        factors.forget(session, user)
        session.execute(delete(Identity).where(Identity.user_id == user.id))
        avatars.forget(session, user.id)
        messages = "deleted" if deletes_messages else "kept"
        audit.record(session, "account-left", caller, actor=user.id, messages=messages)
    purging.begin()  # of private rooms that nobody else was in


def require_other_owner(session: Session, person_id: int, role: str) -> None:
    """Insist, inside a write, that the chat has another owner where this one goes.

    Raises:
        LastOwner: it has none.
    """
    if role == OWNER and not session.scalar(User.owners().where(User.id != person_id)):
        raise LastOwner()


def _prepared(
    guest: Person | None, caller: Caller, username: str, password: str, mail: str | None
) -> str:
    """The hash of a new account's password, once the request is worth the work."""
    outbox.require_on_for(mail)
    if guest is not None and guest.role != GUEST:
        raise HasAccount()
    pace.spend_sign_up(caller.address, username)
    passwords.require_good(password, username)
    if mail is not None:
        pace.spend_confirmation(mail_addresses.key(mail))
    return passwords.hashed(password)


def _require_welcome(session: Session, invitation: str | None) -> Row | None:
    sign_up = joining.rules(session).sign_up
    if sign_up == joining.CLOSED or (sign_up == joining.BY_INVITATION and invitation is None):
        raise SignUpClosed()
    return None if invitation is None else links.use(session, INVITATION, invitation)


def make(draft: Draft, guest: Person | None, username: str, name: str | None) -> User:
    """The person who gets the account: the guest, or somebody new; without a role as yet.

    Raises:
        UsernameTaken, NameTaken, Muted, TooFast, NotSignedIn.
    """
    credentials.require_free(draft.session, username)
    if guest is None:
        user = people.add(draft.session, name or username)
    else:
        sessions.require_present(draft.session, guest)
        user = draft.session.get_one(User, guest.id)
        if name is not None:
            people.call(draft, user, name)
    user.username = username
    return user


def _welcome(
    draft: Draft, guest: Person | None, user: User, caller: Caller, mail: str | None
) -> SignedIn:
    """Say that somebody joined, ask the mail address that they gave, and sign them in."""
    announce(draft, guest, user, caller)
    if mail is not None:
        mailbox.ask(draft.session, user.id, mail)
    sessions.replace_by(draft.session, guest)
    return sessions.begin(draft.session, user.id, caller)


def announce(draft: Draft, guest: Person | None, user: User, caller: Caller, **how: str) -> None:
    """Say that somebody has an account now, who may have been a guest, as part of a change."""
    session = draft.session
    session.flush()
    memberships.welcome(session, user.id, is_guest=False)
    notices.say(draft, user, f"{user.name} joined")
    draft.rewrites_history = guest is not None  # earlier changes still show a guest
    feed.change_rights(session)
    act = "account-made" if guest is None else "account-claimed"
    audit.record(session, act, caller, actor=user.id, role=user.role, **how)


def _delete_some_messages(person: Person) -> bool:
    """Delete the oldest messages of a person; few enough that nobody waits long for a turn."""
    with feed.change() as draft:
        sessions.require_present(draft.session, person)
        oldest = Message.said_by(person.id, TEXT).limit(DELETED_AT_ONCE)
        moderation.erase(draft, draft.session.scalars(oldest).all())
        return bool(draft.messages)
