"""Read positions that are not written down yet: in the memory of the process that serves.

They move with every message that somebody looks at. All of them are written at once, every now and
then, so that a reader costs next to nothing; what has not been written holds all the same, for who
asks this process. A crash loses the last moments of them, and nothing else.
"""

import secrets
import time
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import Engine

from parley.db import db, write
from parley.models import own_room

EVERY_S = 2.0  # at most as much is lost in a crash, and nobody costs a write more often
AT_ONCE = 500  # positions in one write, so that nobody waits long for a turn
FIRST_MAX = 2**31

Seat = dict[str, Any]  # what is written down of somebody in a room: a row of models/own_room.py


@dataclass(frozen=True, slots=True)
class Mark:
    """How far somebody has read a room that they have been in since `joined_at` (as it is kept).

    It moves forward only, unless it `is_exact`: what they want to read again.
    """

    read_id: int
    joined_at: Any
    is_exact: bool = False

    def over(self, seat: Seat) -> int:
        """The message up to which they have read, by this and by what is written down."""
        if seat["joined_at"] != self.joined_at:  # they left, and came back
            return seat["read_id"]
        return self.read_id if self.is_exact else max(self.read_id, seat["read_id"])

    def after(self, former: "Mark | None") -> "Mark":
        """What holds when this comes after another."""
        if self.is_exact or former is None or former.joined_at != self.joined_at:
            return self
        return Mark(max(self.read_id, former.read_id), self.joined_at, former.is_exact)


Marks = dict[int, Mark]  # by room


Reading = dict[str, int]  # how far somebody has read a room, and what follows: see counted()


class _Kept:
    """What is to be written, by person; how often each moved a mark; when the last write began."""

    def __init__(self, _engine: Engine, _settings: dict[str, Any]) -> None:
        self.marks: dict[int, Marks] = {}
        self.moves: dict[int, int] = {}
        self.first = secrets.randbelow(FIRST_MAX)  # so that a restart shows
        self.began = time.monotonic()


def keep(person_id: int, marks: Marks) -> None:
    """Remember how far somebody has read some rooms."""
    kept = db.companion(_Kept)
    theirs = kept.marks.setdefault(person_id, {})
    for room_id, mark in marks.items():
        theirs[room_id] = mark.after(theirs.get(room_id))
    kept.moves[person_id] = kept.moves.get(person_id, 0) + 1


def moves(person_id: int) -> int:
    """A number that is another one whenever one of this person's positions has moved."""
    kept = db.companion(_Kept)
    return kept.first + kept.moves.get(person_id, 0)


def of(person_id: int, seat: Seat) -> int:
    """The message up to which somebody has read a room; `seat` is what is written down of it."""
    mark = db.companion(_Kept).marks.get(person_id, {}).get(seat["room_id"])
    return seat["read_id"] if mark is None else mark.over(seat)


def moved(person_id: int, seats: Iterable[Seat]) -> dict[int, Reading]:
    """What somebody has read of those rooms, by id, where it is not what is written down."""
    if person_id not in db.companion(_Kept).marks:
        return {}
    return counted(person_id, [seat for seat in seats if of(person_id, seat) != seat["read_id"]])


def counted(person_id: int, seats: Collection[Seat]) -> dict[int, Reading]:
    """What somebody has read of these rooms, by id: {read_id, unread, mentions}.

    Who is abreast has nothing to count; for all others it is one statement.
    """
    read = {seat["room_id"]: of(person_id, seat) for seat in seats}
    behind = {
        id: read[id] for seat in seats if read[id := seat["room_id"]] < (seat["newest_id"] or 0)
    }
    counts: dict[int, Reading] = {}
    if behind:
        rows = db.session.execute(own_room.unread_after(behind), {"person": person_id})
        counts = {id: {"unread": texts, "mentions": some} for id, texts, some in rows}
    nothing = {"unread": 0, "mentions": 0}
    return {id: {"read_id": read_id} | counts.get(id, nothing) for id, read_id in read.items()}


def rest_s() -> float:
    """In how many seconds the next write may begin."""
    return max(0.0, db.companion(_Kept).began + EVERY_S - time.monotonic())


def write_down() -> None:
    """Write down what is not yet, in as few writes as can be.

    Raises:
        Busy: others held the database for too long; what was not written is kept.
    """
    kept = db.companion(_Kept)
    kept.began = time.monotonic()
    everything = _everything(kept)
    while some := list(islice(everything, AT_ONCE)):
        with write() as session:
            session.connection().execute(own_room.reading(), [_values(*each) for each in some])
        _drop(kept, some)


def _everything(kept: _Kept) -> Iterator[tuple[int, int, Mark]]:
    all_marks = [(person_id, dict(marks)) for person_id, marks in kept.marks.items()]
    for person_id, marks in all_marks:
        for room_id, mark in marks.items():
            yield person_id, room_id, mark


def _values(person_id: int, room_id: int, mark: Mark) -> dict[str, Any]:
    position = {"read": mark.read_id, "joined": mark.joined_at, "is_exact": mark.is_exact}
    return {"person": person_id, "room": room_id} | position


def _drop(kept: _Kept, written: Iterable[tuple[int, int, Mark]]) -> None:
    """Forget what is written down, but for what has moved on since."""
    for person_id, room_id, mark in written:
        marks = kept.marks.get(person_id, {})
        if marks.get(room_id) is mark:
            del marks[room_id]
        if not marks:
            kept.marks.pop(person_id, None)
