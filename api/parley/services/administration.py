"""What administrators and owners do about people."""

from typing import Any

from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.domain import permissions
from parley.domain.permissions import GUEST
from parley.errors import NoAccount, NotAllowed, NotFound
from parley.models import User
from parley.models.session import people, people_like
from parley.services import accounts, audit, factors, feed, links, outbox, sessions
from parley.services.links import Made
from parley.services.sessions import HOST, Caller, Person


def find(search: str, role: str | None, before: int | None, limit: int) -> dict[str, Any]:
    """People by a part of their name or user name, those who came last first.

    Returns:
        {people: [...], more}.
    """
    rows = list(db.session.execute(people_like(search, role, before, limit + 1)))
    return {"people": [_record(*row) for row in rows[:limit]], "more": len(rows) > limit}


def show(person_id: int) -> dict[str, Any]:
    """One person, as in that list.

    Raises:
        NotFound: there is nobody of this id.
    """
    row = db.session.execute(people().where(User.id == person_id)).one_or_none()
    if row is None:
        raise NotFound("There is no such person.")
    return _record(*row)


def change(
    actor: Person, caller: Caller, person_id: int, *, role: str | None, is_suspended: bool | None
) -> dict[str, Any]:
    """Change a person's role, or shut the account and open it again; what is None stays.

    Raises:
        NotFound, NotAllowed, NoAccount, LastOwner, NotSignedIn.
    """
    with write() as session:
        actor = sessions.require_present(session, actor)
        user = _somebody(session, actor, person_id)
        if role is not None and role != user.role:
            if not permissions.may_change_role(actor.role, user.role, role):
                raise NotAllowed("Only owners give and take this role.")
            set_role(session, user, role, caller, actor.id)
        if is_suspended is not None:
            suspend(session, user, caller, actor.id, is_suspended=is_suspended)
    return show(person_id)


def make_sign_in_link(actor: Person, caller: Caller, person_id: int) -> Made:
    """Make a link that signs a person in once, for whoever is locked out.

    Raises:
        NotFound, NotAllowed, NoAccount, NotSignedIn.
    """
    with write() as session:
        actor = sessions.require_present(session, actor)
        user = _somebody(session, actor, person_id)
        return sign_in_link(session, user, caller, actor.id)


def reset_factors(actor: Person, caller: Caller, person_id: int) -> None:
    """Remove a person's second factors, for whoever lost them all.

    Raises:
        NotFound, NotAllowed, NoAccount, NotSignedIn.
    """
    with write() as session:
        actor = sessions.require_present(session, actor)
        forget_factors(session, _somebody(session, actor, person_id), caller, actor.id)


def forget_factors(session: Session, user: User, caller: Caller, actor: int | None) -> None:
    """Remove an account's second factors, inside a write.

    Raises:
        NoAccount: the person is a guest.
    """
    require_account(user)
    factors.forget(session, user)
    audit.record(session, "factors-reset", caller, actor=actor, subject=user.id)


def set_role(
    session: Session, user: User, role: str, caller: Caller, actor: int | None, **why: str
) -> None:
    """Give an account another role, inside a write; `why` is written into the audit log.

    Raises:
        NoAccount: the person is a guest.
        LastOwner: nobody would own the chat any more.
    """
    require_account(user)
    if role != user.role:
        accounts.require_other_owner(session, user.id, user.role)
        former, user.role = user.role, role
        session.flush()
        # Made under the former role, a link and what it opened would outlive it.
        links.forget(session, user.id)
        sessions.end_by_link(session, user.id)
        feed.change_rights(session)
        details = {"former": former, "role": role} | why
        audit.record(session, "role-changed", caller, actor=actor, subject=user.id, **details)


def suspend(
    session: Session,
    user: User,
    caller: Caller,
    actor: int | None,
    *,
    is_suspended: bool,
    **why: str,
) -> None:
    """Shut somebody out, which ends their sessions and hides nothing; or let them in again.

    `why` is written into the audit log.

    Raises:
        LastOwner: nobody would own the chat any more.
    """
    if is_suspended == (user.suspended_at is not None):
        return
    if is_suspended:
        accounts.require_other_owner(session, user.id, user.role)
    user.suspended_at = clock.utcnow() if is_suspended else None
    session.flush()
    sessions.end_all(session, user.id)
    links.forget(session, user.id)
    act = "suspended" if is_suspended else "suspension-lifted"
    audit.record(session, act, caller, actor=actor, subject=user.id, **why)


def sign_in_link(session: Session, user: User, caller: Caller, actor: int | None) -> Made:
    """Make a link that signs an account in once, inside a write.

    Raises:
        NoAccount: the person is a guest.
    """
    require_account(user)
    made = links.make_sign_in(session, user, actor)
    audit.record(session, "sign-in-link-made", caller, actor=actor, subject=user.id)
    return made


def reset_password(session: Session, user: User) -> Made:
    """Forget an account's password and end its sessions; gives a link by which to set another.

    Raises:
        NoAccount: the person is a guest.
    """
    require_account(user)
    user.password_hash = None
    session.flush()
    sessions.end_all(session, user.id)
    outbox.withdraw(session, user.id)
    audit.record(session, "password-reset", HOST, subject=user.id)
    return sign_in_link(session, user, HOST, None)


def require_account(user: User) -> None:
    """Insist that a person has an account.

    Raises:
        NoAccount: the person is a guest.
    """
    if user.role == GUEST:
        raise NoAccount()


def by_username(session: Session, username: str) -> User:
    """The account that signs in by this name.

    Raises:
        NotFound: there is none.
    """
    user = session.scalars(User.with_username(username)).one_or_none()
    if user is None:
        raise NotFound(f"Nobody signs in as {username}.")
    return user


def _somebody(session: Session, actor: Person, person_id: int) -> User:
    user = session.get(User, person_id)
    if user is None or user.left_at is not None:
        raise NotFound("There is no such person.")
    if not permissions.may_act_on(actor.role, user.role):
        raise NotAllowed("Only owners act on administrators and owners.")
    return user


def _record(
    user: User, last_seen_at: object, address: str | None, has_factor: bool, in_directory: bool
) -> dict[str, Any]:
    return {
        "id": user.id,
        "name": user.name,
        "username": user.username,
        "role": user.role,
        "is_guest": user.is_guest,
        "created_at": user.created_at,
        "last_seen_at": last_seen_at,
        "suspended_at": user.suspended_at,
        "avatar": user.avatar_key,
        "mail": user.mail,
        "has_factor": bool(has_factor),
        "directory": bool(in_directory),
        "address": address if user.is_guest else None,
    }
