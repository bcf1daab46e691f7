"""The browsers in which a person is signed in: seeing one's own, and ending them."""

from typing import Any

from parley.db import db, write
from parley.domain import devices
from parley.errors import NotFound
from parley.models import Session
from parley.services import audit, sessions
from parley.services.sessions import Caller, Person


def own(person: Person) -> list[dict[str, Any]]:
    """A person's browsers, the newest first."""
    return [
        {
            "id": session.id,
            "device": session.device or devices.UNKNOWN,
            "address": session.address,
            "created_at": session.created_at,
            "last_seen_at": session.last_seen_at,
            "is_current": session.id == person.session_id,
        }
        for session in db.session.scalars(Session.browsers(person.id))
    ]


def end(person: Person, caller: Caller, session_id: int) -> None:
    """End one of a person's own sessions.

    Raises:
        NotFound: it is none of theirs, or ended already.
        NotSignedIn: this one has ended.
    """
    with write() as database:
        sessions.require_present(database, person)
        if not sessions.end_browser(database, person.id, session_id):
            raise NotFound("There is no such session.")
        audit.record(database, "session-ended", caller, actor=person.id, session=session_id)


def end_others(person: Person, caller: Caller) -> None:
    """End all sessions of a person but the present one.

    Raises:
        NotSignedIn: this one has ended.
    """
    with write() as database:
        sessions.require_present(database, person)
        ended = sessions.end_browsers(database, person.id, but_for=person.session_id)
        if ended:
            audit.record(database, "sessions-ended", caller, actor=person.id, sessions=ended)
