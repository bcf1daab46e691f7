"""Passkeys (W3C WebAuthn): as a second factor, or as the only one."""

import json
import secrets
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete

from parley import clock
from parley.db import db, write
from parley.errors import (
    BadCredential,
    NotFound,
    PasskeyRefused,
    Suspended,
    TicketExpired,
    TooManyPasskeys,
)
from parley.models import Passkey, User
from parley.services import audit, entering, factors, feed, pace, proof, sessions, tickets
from parley.services.sessions import Caller, Person, SignedIn

ADDING, SHOWING = "passkey added", "passkey shown"
PASSKEYS_MAX = 20  # of one person
CHALLENGE_BYTES = 32  # W3C WebAuthn, 13.4.3: at least 16
TIMEOUT_MS = 300_000


@dataclass(frozen=True, slots=True)
class Site:
    """What a passkey belongs to: the host's name, and the origin as the browser has it."""

    host: str
    origin: str


def begin(person: Person, caller: Caller, site: Site, password: str | None) -> dict[str, Any]:
    """What the browser needs to make a passkey: {ticket, options}.

    Raises:
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast.
    """
    import webauthn  # large, and seldom needed
    from webauthn.helpers import bytes_to_base64url, structs

    proof.require(person, caller, password)
    known = [_descriptor(passkey) for passkey in db.session.scalars(Passkey.of(person.id))]
    options = webauthn.generate_registration_options(
        rp_id=site.host,
        rp_name="Parley",
        user_id=str(person.id).encode(),
        user_name=person.username or person.name,
        user_display_name=person.name,
        exclude_credentials=known,
        authenticator_selection=structs.AuthenticatorSelectionCriteria(
            resident_key=structs.ResidentKeyRequirement.REQUIRED,
            user_verification=structs.UserVerificationRequirement.REQUIRED,
        ),
    )
    challenge = bytes_to_base64url(options.challenge)
    ticket = tickets.issue(ADDING, [person.id, challenge])
    return {"ticket": ticket, "options": json.loads(webauthn.options_to_json(options))}


def add(
    person: Person, caller: Caller, site: Site, *, ticket: str, name: str, credential: dict
) -> dict[str, Any]:
    """Keep a passkey that the browser made: {passkey, recovery_codes}, the codes for the first.

    Raises:
        BadCredential: it does not answer what was asked.
        TooManyPasskeys, TicketExpired, NotSignedIn.
    """
    person_id, challenge = tickets.read(ADDING, ticket)
    if person_id != person.id:
        raise TicketExpired()
    made = _registered(site, challenge, credential)
    with write() as session:
        sessions.require_present(session, person)
        tickets.spend(session, ticket)
        user = session.get_one(User, person.id)
        is_first = not entering.of(session, user)
        if len(list(session.scalars(Passkey.of(person.id)))) >= PASSKEYS_MAX:
            raise TooManyPasskeys()
        if session.scalars(Passkey.known_as(made["credential_id"])).one_or_none() is not None:
            raise BadCredential()
        passkey = Passkey(user_id=person.id, name=name, created_at=clock.utcnow(), **made)
        session.add(passkey)
        session.flush()
        feed.change_rights(session)
        audit.record(session, "factor-added", caller, actor=person.id, factor=entering.PASSKEY)
        codes = factors.new_codes(session, person.id) if is_first else None
        return {"passkey": factors.shown(passkey), "recovery_codes": codes}


def remove(person: Person, caller: Caller, passkey_id: int, password: str | None) -> None:
    """Do without a passkey.

    Raises:
        NotFound: the person has none of this id.
        WrongPassword, PasswordFirst, SignInAnew, NoAccount, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    with write() as session:
        sessions.require_present(session, person)
        is_own = (Passkey.id == passkey_id) & (Passkey.user_id == person.id)
        if not session.execute(delete(Passkey).where(is_own)).rowcount:
            raise NotFound("There is no such passkey.")
        factors.removed(session, person, caller, entering.PASSKEY)


def ask(site: Site, ticket: str | None) -> dict[str, Any]:
    """What the browser needs to show a passkey: {ticket, options}.

    With the ticket of a first factor only that person's passkeys will do; without one the
    passkey is the only factor, and says itself whose it is.

    Raises:
        TicketExpired: the first factor was too long ago.
    """
    first = None if ticket is None else tickets.read(entering.SECOND_STEP, ticket)
    known = list(db.session.scalars(Passkey.of(first[0]))) if first else []
    # W3C WebAuthn, 5.5. The library would be loaded for it by everybody who opens the page.
    challenge = urlsafe_b64encode(secrets.token_bytes(CHALLENGE_BYTES)).rstrip(b"=").decode()
    options = {
        "challenge": challenge,
        "rpId": site.host,
        "allowCredentials": [
            {"type": "public-key", "id": passkey.credential_id} for passkey in known
        ],
        "userVerification": "required",
        "timeout": TIMEOUT_MS,
    }
    return {"ticket": tickets.issue(SHOWING, [first, challenge]), "options": options}


def sign_in(
    former: Person | None, caller: Caller, site: Site, *, ticket: str, credential: dict
) -> SignedIn:
    """Sign in by a passkey.

    Raises:
        PasskeyRefused: it is unknown here, another's, or does not answer what was asked.
        TicketExpired, Suspended, TooFast.
    """
    pace.spend_try(caller.address)
    first, challenge = tickets.read(SHOWING, ticket)
    failures = PasskeyRefused, Suspended
    refused = audit.refusals(caller, "sign-in-failed", *failures, factor=entering.PASSKEY)
    with refused as told, write() as session:
        passkey = session.scalars(Passkey.known_as(_id_of(credential))).one_or_none()
        told["subject"] = first[0] if first is not None else passkey and passkey.user_id
        if passkey is None or (first is not None and first[0] != passkey.user_id):
            raise PasskeyRefused()
        tickets.spend(session, ticket)
        passkey.sign_count = _verified(site, challenge, credential, passkey)
        passkey.last_used_at = clock.utcnow()
        user = session.get_one(User, passkey.user_id)
        if first is not None and entering.fingerprint(user) != first[1]:
            raise TicketExpired()
        how = first[2] if first is not None else {}
        return entering.enter(session, user, former, caller, **how, factor=entering.PASSKEY)


def _registered(site: Site, challenge: str, credential: dict) -> dict[str, Any]:
    import webauthn
    from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

    try:
        made = webauthn.verify_registration_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except _unusable():
        raise BadCredential() from None
    return {
        "credential_id": bytes_to_base64url(made.credential_id),
        "public_key": made.credential_public_key,
        "sign_count": made.sign_count,
    }


def _verified(site: Site, challenge: str, credential: dict, passkey: Passkey) -> int:
    """The passkey's new count of uses (W3C WebAuthn, 6.1.1: one that does not grow is a copy's)."""
    import webauthn
    from webauthn.helpers import base64url_to_bytes

    try:
        shown = webauthn.verify_authentication_response(
            credential=credential,
            expected_challenge=base64url_to_bytes(challenge),
            expected_rp_id=site.host,
            expected_origin=site.origin,
            credential_public_key=passkey.public_key,
            credential_current_sign_count=passkey.sign_count,
            require_user_verification=True,
        )
    except _unusable():
        raise PasskeyRefused() from None
    return shown.new_sign_count


def _id_of(credential: dict) -> str:
    found = credential.get("id")
    return found if isinstance(found, str) and found.isascii() else ""


def _unusable() -> tuple[type[Exception], ...]:
    """What the library raises at what is no credential; it takes shapes for granted."""
    from webauthn.helpers.exceptions import WebAuthnException

    return WebAuthnException, ValueError, LookupError, TypeError, AttributeError


def _descriptor(passkey: Passkey) -> Any:
    from webauthn.helpers import base64url_to_bytes, structs

    return structs.PublicKeyCredentialDescriptor(id=base64url_to_bytes(passkey.credential_id))
