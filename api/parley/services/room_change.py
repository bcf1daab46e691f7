"""A change of a room or of who is in it: by somebody who is, and told to the room."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parley import clock
from parley.domain import deeds
from parley.domain.permissions import MEMBER
from parley.models import Departure, Membership, Room
from parley.models.room import PUBLIC
from parley.services import audit, feed, notices, pace, rooms, sessions, signals
from parley.services.draft import Draft
from parley.services.rooms import Seat
from parley.services.sessions import Caller, Person


@dataclass(frozen=True, slots=True)
class RoomChange:
    """A change that somebody makes in the room where they sit."""

    draft: Draft
    seat: Seat

    @property
    def session(self) -> Session:
        """What the change is written with."""
        return self.draft.session

    @property
    def room(self) -> Room:
        """The room as it is stored."""
        return self.session.get_one(Room, self.seat.room.id)

    def say(self, deed: str, *people: int) -> None:
        """Tell the room what its person did; `people` are those whom `<@id>` in the deed means."""
        say(self.draft, self.seat.room.id, self.seat.person.id, deed, *people)

    def record(
        self, act: str, caller: Caller, subject: int | None = None, **details: object
    ) -> None:
        """Add it to the audit log; what is not public has no name there."""
        details |= known_as(self.room)
        actor = self.seat.person.id
        audit.record(self.session, act, caller, actor=actor, subject=subject, **details)


@contextmanager
def begin(person: Person, room_id: int) -> Iterator[RoomChange]:
    """Make a change in a room; leaving by an exception undoes all of it.

    Raises:
        NotFound: they are not in it, or there is no such room.
        TooFast: they changed, or posted, too much lately.
        NotSignedIn: the session has ended.
    """
    rooms.access(person, room_id)  # who is not in it holds nobody up
    pace.spend_post(person.id)
    with feed.change() as draft:
        present = sessions.require_present(draft.session, person)
        yield RoomChange(draft, rooms.access(present, room_id))


def known_as(room: Room) -> dict[str, object]:
    """What the audit log says of a room: a name only where it is public."""
    return {"room": room.id} | ({"name": room.name} if room.kind == PUBLIC else {})


def say(draft: Draft, room_id: int, actor_id: int, deed: str, *people: int) -> None:
    """Tell a room what somebody did there; `people` are those whom `<@id>` in the deed means."""
    notices.say_in(draft, room_id, actor_id, f"<@{actor_id}> {deed}", actor_id, *people)


def add(draft: Draft, room: Room, actor_id: int, caller: Caller, people: Sequence[int]) -> None:
    """Let somebody put others into a room who are not in it, and say so there and in the log."""
    say(draft, room.id, actor_id, deeds.added(people), *people)
    take_in(draft, room.id, people, MEMBER)
    deeds_done = [(person_id, known_as(room)) for person_id in people]
    audit.record_each(draft.session, "room-member-added", caller, actor=actor_id, deeds=deeds_done)


def take_in(draft: Draft, room_id: int, people: Collection[int], role: str) -> None:
    """Put people into a room who are not in it, once it was told; all that was said counts as read."""
    session, own = draft.session, Departure.room_id == room_id
    session.execute(Membership.join(room_id, people, role, clock.utcnow()))
    session.execute(delete(Departure).where(own, Departure.user_id.in_(people)))
    session.execute(Room.recount(Room.id == room_id))
    draft.outdate("sight", people)


def let_go(draft: Draft, room_id: int, *which: object) -> list[int]:
    """Take these members out of a room, once it was told; gives who they are."""
    session, own = draft.session, Membership.room_id == room_id
    session.execute(Departure.begin(draft.after.revision, own, *which))
    gone = delete(Membership).where(own, *which).returning(Membership.user_id)
    people = session.scalars(gone).all()
    session.execute(Room.recount(Room.id == room_id))
    draft.outdate("sight", people)
    draft.afterwards.append(partial(signals.left, room_id, people))
    return people
