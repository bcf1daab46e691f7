"""Second factors: the app's codes (TOTP, RFC 6238), recovery codes, and the step that asks."""

import hmac
import secrets
from contextlib import suppress
from hashlib import sha256
from typing import Any

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.errors import NoFactor, Suspended, TicketExpired, WrongCode
from parley.models import Passkey, RecoveryCode, User
from parley.services import audit, entering, feed, pace, proof, sessions, tickets
from parley.services.sessions import Caller, Person, SignedIn

SETTING_UP = "totp"
ISSUER = "Parley"
STEP_S = 30  # RFC 6238, 4.1
STEPS_ASIDE = 1  # how many steps a clock may be off (RFC 6238, 5.2)
CODES = 10
CODE_BYTES = 6


def show(person: Person) -> dict[str, Any]:
    """What a person has set up: {totp, recovery_codes_left, passkeys: [...]}."""
    user = db.session.get_one(User, person.id)
    return {
        "totp": user.totp_secret is not None,
        "recovery_codes_left": db.session.scalar(RecoveryCode.left(person.id)),
        "passkeys": [shown(passkey) for passkey in db.session.scalars(Passkey.of(person.id))],
    }


def shown(passkey: Passkey) -> dict[str, Any]:
    """A passkey as its person sees it."""
    return {
        "id": passkey.id,
        "name": passkey.name,
        "created_at": passkey.created_at,
        "last_used_at": passkey.last_used_at,
    }


def begin_totp(person: Person, caller: Caller, password: str | None) -> dict[str, str]:
    """A new secret for an app; nothing is kept until a code shows that the app has it.

    Returns:
        {secret, uri, ticket}; the URI is the one that such apps read from a QR code.

    Raises:
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast.
    """
    import pyotp  # seldom needed

    proof.require(person, caller, password)
    secret = pyotp.random_base32()
    uri = pyotp.TOTP(secret).provisioning_uri(
        name=person.username or person.name, issuer_name=ISSUER
    )
    ticket = tickets.issue(SETTING_UP, [person.id, secret])
    return {"secret": secret, "uri": uri, "ticket": ticket}


def confirm_totp(person: Person, caller: Caller, ticket: str, code: str) -> list[str]:
    """Take the secret into use, as a code shows that the app has it; gives recovery codes.

    Raises:
        WrongCode: the app shows another.
        TicketExpired, TooFast, NotSignedIn.
    """
    pace.spend_try(caller.address, f"factor:{person.id}")
    person_id, secret = tickets.read(SETTING_UP, ticket)
    if person_id != person.id:
        raise TicketExpired()
    step = _step_of(secret, code, after=None)
    with write() as session:
        sessions.require_present(session, person)
        tickets.spend(session, ticket)
        user = session.get_one(User, person.id)
        user.totp_secret, user.totp_step = secret, step
        session.flush()
        feed.change_rights(session)
        audit.record(session, "factor-added", caller, actor=person.id, factor=entering.TOTP)
        return new_codes(session, person.id)


def remove_totp(person: Person, caller: Caller, password: str | None) -> None:
    """Do without an app.

    Raises:
        NoFactor: there is none.
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    with write() as session:
        sessions.require_present(session, person)
        user = session.get_one(User, person.id)
        if user.totp_secret is None:
            raise NoFactor()
        user.totp_secret = user.totp_step = None
        removed(session, person, caller, entering.TOTP)


def removed(session: Session, person: Person, caller: Caller, factor: str) -> None:
    """Write down that a factor went, inside the write; the codes go with the last one."""
    session.flush()
    if entering.of(session, session.get_one(User, person.id)) == []:
        session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == person.id))
    feed.change_rights(session)
    audit.record(session, "factor-removed", caller, actor=person.id, factor=factor)


def renew_codes(person: Person, caller: Caller, password: str | None) -> list[str]:
    """New recovery codes; the former ones open nothing any more.

    Raises:
        NoFactor: there is nothing to recover.
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    with write() as session:
        sessions.require_present(session, person)
        if not entering.of(session, session.get_one(User, person.id)):
            raise NoFactor()
        audit.record(session, "recovery-codes-renewed", caller, actor=person.id)
        return new_codes(session, person.id)


def new_codes(session: Session, user_id: int) -> list[str]:
    """Recovery codes in place of the former ones, inside a write."""
    session.execute(delete(RecoveryCode).where(RecoveryCode.user_id == user_id))
    codes = [secrets.token_hex(CODE_BYTES) for _ in range(CODES)]
    session.add_all(RecoveryCode(user_id=user_id, code_hash=_hash(code)) for code in codes)
    session.flush()
    half = CODE_BYTES
    return [f"{code[:half]}-{code[half:]}" for code in codes]


def second_step(former: Person | None, caller: Caller, ticket: str, code: str) -> SignedIn:
    """Sign in by the app's code, or a recovery code, after the first factor was right.

    Raises:
        WrongCode: it is neither, or was used before.
        TicketExpired, Suspended, TooFast.
    """
    user_id, fingerprint, how = tickets.read(entering.SECOND_STEP, ticket)
    pace.spend_code(caller.address, user_id)
    shut = audit.refusals(caller, "sign-in-failed", Suspended, subject=user_id)
    with shut, write() as session:
        user = session.get(User, user_id)
        if user is None or entering.fingerprint(user) != fingerprint:
            raise TicketExpired()
        factor = _use(session, user, code)
        if factor is not None:
            tickets.spend(session, ticket)
            return entering.enter(session, user, former, caller, **how, factor=factor)
    with write() as session:
        audit.record(session, "second-factor-failed", caller, subject=user_id)
    raise WrongCode()


def forget(session: Session, user: User) -> None:
    """Remove all second factors of a person, inside a write."""
    user.totp_secret = user.totp_step = None
    for table in (Passkey, RecoveryCode):
        session.execute(delete(table).where(table.user_id == user.id))
    session.flush()
    feed.change_rights(session)


def _use(session: Session, user: User, code: str) -> str | None:
    """Which factor a code is, once; None where it is none."""
    typed = "".join(code.split()).replace("-", "").lower()
    if user.totp_secret is not None:
        with suppress(WrongCode):
            user.totp_step = _step_of(user.totp_secret, typed, after=user.totp_step)
            return entering.TOTP
    is_it = (RecoveryCode.user_id == user.id) & (RecoveryCode.code_hash == _hash(typed))
    used = session.execute(delete(RecoveryCode).where(is_it)).rowcount
    return entering.RECOVERY if used else None


def _step_of(secret: str, code: str, after: int | None) -> int:
    """The time step whose code this is: a later one than `after`, since a code works once.

    Raises:
        WrongCode: it is of no such step (RFC 6238, 5.2).
    """
    import pyotp

    now = int(clock.utcnow().timestamp()) // STEP_S
    totp = pyotp.TOTP(secret)
    typed = "".join(code.split()).encode()
    for step in range(now - STEPS_ASIDE, now + STEPS_ASIDE + 1):
        is_right = hmac.compare_digest(totp.generate_otp(step).encode(), typed)
        if is_right and (after is None or step > after):
            return step
    raise WrongCode()


def _hash(code: str) -> str:
    return sha256(code.encode()).hexdigest()
