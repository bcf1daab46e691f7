"""Tokens: how a person's scripts come in."""

from typing import Any

from parley.db import db, write
from parley.errors import NotFound, TooManyTokens
from parley.models import Session
from parley.services import audit, feed_memory, proof, sessions
from parley.services.sessions import Caller, Person

PREFIX = "parley"  # by which people and scanners tell what it opens
TOKENS_MAX = 50  # of one person


def own(person: Person) -> list[dict[str, Any]]:
    """A person's tokens, the newest first."""
    return [_shown(token) for token in db.session.scalars(Session.tokens(person.id))]


def make(
    person: Person, caller: Caller, *, name: str, scope: str, password: str | None
) -> dict[str, Any]:
    """Make a token; its text is shown this once.

    Raises:
        TooManyTokens: the person has as many as one may have.
        WrongPassword, PasswordFirst, SignInAnew, TooFast, NotSignedIn.
    """
    proof.require(person, caller, password)
    with write() as session:
        sessions.require_present(session, person)
        if len(list(session.scalars(Session.tokens(person.id)))) >= TOKENS_MAX:
            raise TooManyTokens()
        token, key = sessions.add(session, person.id, caller, by_link=False, name=name, scope=scope)
        details = {"token": token.id, "scope": scope}
        audit.record(session, "token-made", caller, actor=person.id, **details)
        return _shown(token) | {"token": f"{PREFIX}_{token.id}_{key}"}


def revoke(person: Person, caller: Caller, token_id: int) -> None:
    """Take a token back, at once.

    Raises:
        NotFound: the person has none of this id.
        NotSignedIn: the session has ended.
    """
    with write() as session:
        sessions.require_present(session, person)
        if not sessions.end_token(session, person, token_id):
            raise NotFound("There is no such token.")
        audit.record(session, "token-revoked", caller, actor=person.id, token=token_id)


def recognise(text: str) -> Person | None:
    """The person whose token this is, or None."""
    return feed_memory.remember(("token", text), lambda: _holder(text))


def _holder(text: str) -> Person | None:
    prefix, _, rest = text.partition("_")
    token_id, _, key = rest.partition("_")
    if prefix != PREFIX or not (token_id.isascii() and token_id.isdigit() and len(token_id) < 19):
        return None
    holder = sessions.recognise(int(token_id), key)
    return holder if holder is not None and holder.scope is not None else None


def _shown(token: Session) -> dict[str, Any]:
    has_been_used = token.last_seen_at > token.created_at
    return {
        "id": token.id,
        "name": token.name,
        "scope": token.scope,
        "created_at": token.created_at,
        "last_used_at": token.last_seen_at if has_been_used else None,
    }
