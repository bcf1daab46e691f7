"""Models as the JSON that answers, the feed and its files share."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import accumulate
from typing import Any, Protocol

import pydantic_core
from sqlalchemy import Row

from parley.domain.cursors import Cursor
from parley.domain.permissions import GUEST
from parley.models import Message, Report
from parley.models.message import EVERYBODY, ids_in

ANSWER_MAX_BYTES = 240_000  # of messages; nginx has room for a little more: proxy_buffers


class Somebody(Protocol):
    """What is shown of a person."""

    id: int
    name: str
    username: str | None
    role: str
    has_password: bool
    has_factor: bool
    needs_factor: bool
    avatar: str | None


def person(somebody: Somebody) -> dict[str, Any]:
    """A person, as they see themselves."""
    return {
        "id": somebody.id,
        "name": somebody.name,
        "username": somebody.username,
        "role": somebody.role,
        "is_guest": somebody.role == GUEST,
        "has_password": somebody.has_password,
        "has_factor": somebody.has_factor,
        "needs_factor": somebody.needs_factor,
        "avatar": somebody.avatar,
    }


def record(values: dict[str, Any]) -> dict[str, Any]:
    """Values of a list's row, their times as text."""
    return {
        name: _time(value) if isinstance(value, datetime) else value
        for name, value in values.items()
    }


def room(seen: dict[str, Any]) -> dict[str, Any]:
    """A room as somebody who is in it sees it: what services/rooms.py says of it."""
    return {
        "id": seen["id"],
        "kind": seen["kind"],
        "name": seen["name"],
        "topic": seen["topic"],
        "description": seen["description"],
        "icon": seen["icon"],
        "posting": seen["posting"],
        "is_default": seen["is_default"],
        "is_open_to_guests": seen["is_open_to_guests"],
        "archived_at": _time(seen["archived_at"]),
        "created_at": _time(seen["created_at"]),
        "member_count": seen["member_count"],
        "people": [face(other.id, other) for other in seen["people"]],
        "newest_id": seen["newest_id"] or 0,
        "read_id": seen["read_id"],
        "unread": seen["unread"],
        "mentions": seen["mentions"],
        "me": {
            "role": seen["role"],
            "level": seen["level"],
            "is_favourite": seen["is_favourite"],
            "muted_until": _time(seen["muted_until"]),
            "may": seen["may"],
        },
    }


def own_report(report: Report) -> dict[str, Any]:
    """A report as who made it sees it: nothing of what became of it."""
    return {
        "id": report.id,
        "message_id": report.message_id,
        "reason": report.reason,
        "created_at": _time(report.created_at),
    }


def report(seen: dict[str, Any]) -> dict[str, Any]:
    """A report as administrators see it: what services/reports.py says of it."""
    report, people = seen["report"], seen["people"]

    def person(id: int | None) -> dict[str, Any] | None:
        return None if id is None else face(id, people[id])

    return {
        "id": report.id,
        "message_id": report.message_id,
        "room": {"id": report.room_id, "name": seen["room_name"]},
        "author": person(report.author_id),
        "reporter": person(report.reporter_id),
        "content": report.content,
        "mentions": [
            {"id": id, "name": people[id].author_name}
            for id in ids_in(report.mentioned)
            if id in people
        ],
        "mentions_room": _means_everybody(report.mentioned),
        "reason": report.reason,
        "created_at": _time(report.created_at),
        "resolved_at": _time(report.resolved_at),
        "resolved_by": person(report.resolved_by),
    }


def found_room(found: Row) -> dict[str, Any]:
    """A public room as whoever may join it finds it."""
    return {
        "id": found.id,
        "kind": found.kind,
        "name": found.name,
        "topic": found.topic,
        "description": found.description,
        "icon": found.icon,
        "member_count": found.member_count,
        "is_member": found.is_member,
    }


def seen_room(seen: dict[str, Any] | Row) -> dict[str, Any]:
    """A room as somebody sees it who is in it, or else may join it."""
    return room(seen) if isinstance(seen, dict) else found_room(seen)


def member(known: dict[str, Any]) -> dict[str, Any]:
    """A member of a room: what services/members.py says of them."""
    return face(known["person"].id, known["person"]) | {
        "role": known["role"],
        "muted_until": _time(known["muted_until"]),
        "presence": known["presence"],
    }


def face(id: int, shown: Any) -> dict[str, Any]:
    """How somebody looks beside what they said; `shown` has what `User.shown()` says."""
    return {
        "id": id,
        "name": shown.author_name,
        "is_guest": shown.author_role == GUEST,
        "avatar": shown.author_avatar,
    }


def message(
    message: Message | Row, author: Row, mentioned: Iterable[tuple[int, str]]
) -> dict[str, Any]:
    """A message by its author's present name; a deleted one keeps its place and loses its words.

    `mentioned` are the ids and present names of who is meant. `author` has what `User.shown()` says; a row of a message with its author has it too.
    """
    return {
        "id": message.id,
        "room_id": message.room_id,
        "revision": message.revision,
        "kind": message.kind,
        "author": face(message.author_id, author),
        "content": "" if message.deleted_at else message.content,
        "mentions": [{"id": id, "name": name} for id, name in mentioned],
        "mentions_room": _means_everybody(message.mentioned),
        "client_id": str(message.client_id) if message.client_id else None,
        "created_at": _time(message.created_at),
        "edited_at": _time(message.edited_at),
        "deleted_at": _time(message.deleted_at),
    }


def _means_everybody(mentioned: str | None) -> bool:
    return EVERYBODY in (mentioned or "").split()


def to_json(value: Any) -> bytes:
    """Compact JSON in UTF-8; a fifth of the time that the standard library takes for it."""
    return pydantic_core.to_json(value)


def fitting(messages: Sequence[bytes], share: int = 1) -> int:
    """How many messages, from the first, have room in an answer, or in one of so many shares of it.

    It is one at least, where there is any.
    """
    ends = list(accumulate(len(message) + 1 for message in messages))
    return max(bisect_right(ends, ANSWER_MAX_BYTES // share), min(1, len(ends)))


def feed(
    messages: Iterable[bytes],
    cursor: Cursor,
    *,
    more: bool = False,
    reset: bool = False,
    left: Iterable[int] = (),
) -> bytes:
    """A page or an answer of the feed, from messages that are JSON already."""
    return b'{"messages":[%b],"cursor":"%b","more":%b,"reset":%b,"left":[%b]}' % (
        b",".join(messages),
        str(cursor).encode(),
        _bool(more),
        _bool(reset),
        b",".join(b"%d" % room_id for room_id in left),
    )


def _bool(value: bool) -> bytes:
    return b"true" if value else b"false"


def _time(time: datetime | None) -> str | None:
    """RFC 3339 with milliseconds and Z."""
    return time and time.isoformat(timespec="milliseconds").replace("+00:00", "Z")
