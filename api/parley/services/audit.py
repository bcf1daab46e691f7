"""The audit log: written inside the change it tells of, in a chain that shows where it was cut."""

import csv
import io
import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy.orm import Session

from parley import clock
from parley.db import db, write
from parley.errors import ParleyError
from parley.models import AuditEntry
from parley.services import turns
from parley.services.sessions import Caller

VERIFIED_AT_ONCE = 1_000
EXPORTED_AT_ONCE = 500
_COLUMNS = (
    "id",
    "at",
    "act",
    "actor_id",
    "actor",
    "subject_id",
    "subject",
    "address",
    "details",
)
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_BEGINNING = ""  # what the first entry hashes in place of the one before


def record(
    session: Session,
    act: str,
    caller: Caller,
    /,
    *,
    actor: int | None = None,
    subject: int | None = None,
    **details: object,
) -> None:
    """Add an act inside a write: who did it (nobody: the command line), and to whom.

    `details` never hold a password, a token or what anybody said.
    """
    record_each(session, act, caller, actor=actor, deeds=[(subject, details)])


def record_each(
    session: Session,
    act: str,
    caller: Caller,
    /,
    *,
    actor: int | None,
    deeds: Sequence[tuple[int | None, dict[str, object]]],
) -> None:
    """Add an act that was done several times at once, an entry for each: to whom, and its details."""
    if not deeds:
        return
    connection = session.connection()  # past the session, which costs as much again
    before = connection.scalar(AuditEntry.newest_hash()) or _BEGINNING
    entries = []
    for subject, details in deeds:
        entry = AuditEntry(
            at=clock.utcnow(),
            act=act,
            actor_id=actor,
            subject_id=subject,
            address=caller.address or None,
            details=json.dumps(details, sort_keys=True, ensure_ascii=False),
        )
        entry.hash = before = chained(entry, before)
        entries.append(entry.values())
    connection.execute(AuditEntry.insertion(), entries)


@contextmanager
def refusals(
    caller: Caller, act: str, *kinds: type[ParleyError], **details: Any
) -> Iterator[dict[str, Any]]:
    """Write down what is refused in one of these ways, in a write of its own, and let it be refused.

    Gives the particulars, so that whoever finds out more, such as `subject`, may add it. For ways
    of which somebody counts how often they are tried, or strangers could fill the log.
    """
    try:
        yield details
    except kinds:
        with write() as session:
            record(session, act, caller, **details)
        raise


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


def find(
    act: str | None, person_id: int | None, *, before: int | None, limit: int
) -> dict[str, Any]:
    """A part of the log, the newest act first.

    Returns:
        {entries: [...], more}.
    """
    wanted = AuditEntry.like(act, person_id).limit(limit + 1)
    if before is not None:
        wanted = wanted.where(AuditEntry.id < before)
    rows = list(db.session.execute(wanted))
    return {"entries": [_shown(*row) for row in rows[:limit]], "more": len(rows) > limit}


def lines(act: str | None, person_id: int | None) -> Iterator[str]:
    """The log as CSV, the newest act first, some lines at a time, between which others have a turn."""
    yield _csv(_COLUMNS)
    before = None
    more = True
    while more:
        found = find(act, person_id, before=before, limit=EXPORTED_AT_ONCE)
        db.session.rollback()
        more, entries = found["more"], found["entries"]
        if entries:
            yield "".join(_csv(_cells(entry)) for entry in entries)
            before = entries[-1]["id"]
        turns.give()


def _cells(entry: dict[str, Any]) -> list[object]:
    people = [entry[who] or {"id": "", "name": ""} for who in ("actor", "subject")]
    named = [part for person in people for part in (person["id"], person["name"])]
    details = json.dumps(entry["details"], ensure_ascii=False)
    return [entry["id"], _time(entry["at"]), entry["act"], *named, entry["address"], details]


def _csv(cells: Sequence[object]) -> str:
    """One line. A name that a spreadsheet would take for a formula is marked as text (OWASP)."""
    line = io.StringIO()
    csv.writer(line).writerow([_harmless(cell) for cell in cells])
    return line.getvalue()


def _harmless(cell: object) -> object:
    is_formula = isinstance(cell, str) and cell.startswith(_FORMULA_STARTS)
    return f"'{cell}" if is_formula else cell


def _shown(entry: AuditEntry, actor_name: str | None, subject_name: str | None) -> dict[str, Any]:
    return {
        "id": entry.id,
        "at": entry.at,
        "act": entry.act,
        "actor": _somebody(entry.actor_id, actor_name),
        "subject": _somebody(entry.subject_id, subject_name),
        "address": entry.address,
        "details": json.loads(entry.details),
    }


def _somebody(person_id: int | None, name: str | None) -> dict[str, Any] | None:
    return None if person_id is None else {"id": person_id, "name": name or ""}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a look at the log.

    `broken` is the id of the first entry that does not follow from the one before (an edited row,
    or one after a missing row), or None where all do. `newest` is the last hash, and `has_noted`
    whether the one that was noted earlier is still in the chain.
    """

    count: int
    broken: int | None
    newest: str
    has_noted: bool


def verify(session: Session, noted: str = _BEGINNING) -> Verdict:
    """Recompute the chain from its beginning, and look for a hash that was noted earlier.

    Entries cut off at the end are found by the table's own count of ids; a log that somebody wrote
    anew, count and all, by a hash that was noted outside of it.
    """
    before, count, last = _BEGINNING, 0, 0
    has_noted = noted == before
    for entry in session.scalars(AuditEntry.all()).yield_per(VERIFIED_AT_ONCE):
        if entry.id != last + 1 or entry.hash != chained(entry, before):
            return Verdict(count, entry.id, before, has_noted)
        before, count, last = entry.hash, count + 1, entry.id
        has_noted = has_noted or before == noted
    given = session.scalar(AuditEntry.last_id_given()) or 0
    return Verdict(count, None if given == last else given, before, has_noted)


def _time(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
