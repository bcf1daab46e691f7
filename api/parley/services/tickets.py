"""Tickets: what the page holds between two steps, signed so that it cannot be another's."""

import secrets
from datetime import timedelta
from hashlib import sha256
from typing import Any

from itsdangerous import BadData, URLSafeTimedSerializer
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db
from parley.errors import TicketExpired
from parley.models import Link
from parley.secret_key import secret_key

LASTS_S = 600
NONCE_BYTES = 8


class _Secret:
    """The secret by which tickets are signed."""

    def __init__(self, _engine: Engine, settings: dict[str, Any]) -> None:
        self.key = secret_key(settings)


def issue(purpose: str, content: Any) -> str:
    """A ticket for the second step of a purpose, with what the first one settled."""
    nonce = secrets.token_hex(NONCE_BYTES)  # or two of the same second would be one
    return _serializer(purpose).dumps([nonce, content])


def read(purpose: str, ticket: str) -> Any:
    """What the first step settled.

    Raises:
        TicketExpired: it is older than ten minutes, for another purpose, or not ours.
    """
    try:
        _nonce, content = _serializer(purpose).loads(ticket, max_age=LASTS_S)
    except BadData:
        raise TicketExpired() from None
    return content


def require_unspent(session: Session, ticket: str) -> None:
    """Insist that a ticket is good yet, before the work that comes ahead of its write.

    Raises:
        TicketExpired: it was used before.
    """
    if session.scalars(Link.is_spent(_hash(ticket))).one():
        raise TicketExpired()


def spend(session: Session, ticket: str) -> None:
    """Let a ticket be good for once, inside the write that it opens.

    Raises:
        TicketExpired: it was used before.
    """
    lasts = clock.utcnow() + timedelta(seconds=LASTS_S)
    if session.execute(Link.spend(_hash(ticket), lasts)).rowcount == 0:
        raise TicketExpired()


def _hash(ticket: str) -> str:
    """Of what is signed alone: a signature can be spelled in more than one way."""
    return sha256(ticket.rpartition(".")[0].encode()).hexdigest()


def _serializer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(db.companion(_Secret).key, salt=f"ticket:{purpose}")
