"""Reports: messages that members want administrators to look at."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row

from parley import clock
from parley.db import db, write
from parley.domain.permissions import ADMINISTRATOR
from parley.errors import NotFound
from parley.models import Message, Report, User
from parley.models.room import DIRECT
from parley.services import audit, moderation, pace, sessions
from parley.services.sessions import Caller, Person


def make(person: Person, message_id: int, reason: str) -> tuple[Report, bool]:
    """Hand a message over to the administrators as it is now, once; whatever becomes of it later.

    Returns:
        The report, and whether it is new.

    Raises:
        NotFound: there is no such message, they do not see it, or it is deleted.
        TooFast: the person reported too much lately.
        NotSignedIn: the session has ended.
    """
    moderation.access(db.session, person, message_id)
    pace.spend_report(person.id)
    with write() as session:
        present = sessions.require_present(session, person)
        message, _ = moderation.access(session, present, message_id)
        first = session.scalars(Report.made_by(present.id, message_id)).one_or_none()
        if first is not None:
            return first, False
        made = _copied(message, present, reason)
        session.add(made)
    return made, True


def find(*, is_resolved: bool, before: int | None, limit: int) -> dict[str, Any]:
    """The reports that are resolved, or those that are not, the newest first.

    Returns:
        {reports: [{report, room_name, people}...], more}.
    """
    queue = Report.queue(is_resolved=is_resolved, before=before, limit=limit + 1)
    rows = db.session.execute(queue).all()
    return {"reports": _described(rows[:limit]), "more": len(rows) > limit}


def resolve(actor: Person, caller: Caller, report_id: int, *, is_resolved: bool) -> dict[str, Any]:
    """Say that a report is dealt with, or is not after all.

    Returns:
        {report, room_name, people}.

    Raises:
        NotFound: there is no such report.
        NotSignedIn, NotAllowed.
    """
    with write() as session:
        actor = sessions.require_present(session, actor, ADMINISTRATOR)
        report = session.get(Report, report_id)
        if report is None:
            raise NotFound("There is no such report.")
        if is_resolved != (report.resolved_at is not None):
            report.resolved_at = clock.utcnow() if is_resolved else None
            report.resolved_by = actor.id if is_resolved else None
            act = "report-resolved" if is_resolved else "report-reopened"
            subject, details = report.author_id, {"report_id": report.id}
            audit.record(session, act, caller, actor=actor.id, subject=subject, **details)
    return _described(db.session.execute(Report.shown().where(Report.id == report_id)).all())[0]


def _copied(message: Message, reporter: Person, reason: str) -> Report:
    if message.deleted_at is not None:
        raise NotFound("It was deleted: nothing is left to look at.")
    return Report(
        message_id=message.id,
        room_id=message.room_id,
        author_id=message.author_id,
        reporter_id=reporter.id,
        content=message.content,
        mentioned=message.mentioned,
        reason=reason,
        created_at=clock.utcnow(),
    )


def _described(rows: Sequence[Row]) -> list[dict[str, Any]]:
    ids = {id for report, *_ in rows for id in report.people}
    people = {row.id: row for row in db.session.execute(User.faces(ids))} if ids else {}
    return [
        {"report": report, "room_name": "" if kind == DIRECT else name, "people": people}
        for report, name, kind in rows
    ]
