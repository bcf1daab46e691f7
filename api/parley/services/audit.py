"""The audit log: written inside the change it tells of, in a chain that shows where it was cut."""

import json
from datetime import datetime
from hashlib import sha256

from sqlalchemy.orm import Session

from parley import clock
from parley.models import AuditEntry
from parley.services.sessions import Caller

VERIFIED_AT_ONCE = 1_000
_BEGINNING = ""  # what the first entry hashes in place of the one before


def record(
    session: Session,
    act: str,
    caller: Caller,
    *,
    actor: int | None = None,
    subject: int | None = None,
    **details: object,
) -> None:
    """Add an act inside a write: who did it (nobody: the command line), and to whom.

    `details` never hold a password, a token or what anybody said.
    """
    before = session.scalars(AuditEntry.newest()).one_or_none()
    entry = AuditEntry(
        at=clock.utcnow(),
        act=act,
        actor_id=actor,
        subject_id=subject,
        address=caller.address or None,
        details=json.dumps(details, sort_keys=True, ensure_ascii=False),
    )
    entry.hash = chained(entry, before.hash if before else _BEGINNING)
    session.add(entry)
    session.flush()


def chained(entry: AuditEntry, before: str) -> str:
    """The hash of an entry after the one whose hash is `before`: SHA-256 over both, as hex."""
    row = [
        before,
        _time(entry.at),
        entry.act,
        entry.actor_id,
        entry.subject_id,
        entry.address,
        entry.details,
    ]
    return sha256(json.dumps(row, ensure_ascii=False).encode()).hexdigest()


def verify(session: Session) -> tuple[int, int | None]:
    """Recompute the chain from its beginning.

    Returns:
        How many entries there are, and the id of the first that does not follow from the one
        before (an edited row, or one after a missing row), or None where all do. Entries cut off
        at the end are found by the table's own count of ids.
    """
    before, count, last = _BEGINNING, 0, 0
    for entry in session.scalars(AuditEntry.all()).yield_per(VERIFIED_AT_ONCE):
        if entry.id != last + 1 or entry.hash != chained(entry, before):
            return count, entry.id
        before, count, last = entry.hash, count + 1, entry.id
    given = session.scalar(AuditEntry.last_id_given()) or 0
    return count, None if given == last else given


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
