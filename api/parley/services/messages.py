"""Messages: posting them and reading back."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Row

from parley import clock, render
from parley.db import db
from parley.domain.cursors import Cursor
from parley.errors import ClientIdTaken, NotFound
from parley.models import FeedState, Message
from parley.models.message import TEXT
from parley.services import feed, mentions, pace, rooms, sessions, signals
from parley.services.draft import AlreadyPublished, Draft, mentioned_in, names_in
from parley.services.mentions import Wanted
from parley.services.rooms import Seat
from parley.services.sessions import Person


def post(person: Person, room_id: int, content: str, client_id: UUID) -> tuple[bytes, bool]:
    """Say something in a room, once: posting the same `client_id` again changes nothing.

    Returns:
        The message as JSON, and whether it is new.

    Raises:
        NotFound: the person is not in the room.
        NotAllowed, Muted, RoomArchived: they may not post there.
        TooFast: the person posted too much lately.
        ClientIdTaken: the id belongs to another person's message.
        NotSignedIn: the session has ended.
    """
    rooms.access(person, room_id)
    pace.spend_post(person.id)
    wanted = mentions.find(content)
    try:
        with feed.change() as draft:
            present = sessions.require_present(draft.session, person)
            seat = rooms.access(present, room_id)
            seat.require_voice()
            _add(draft, seat, wanted, client_id)
    except AlreadyPublished:
        return _posted_before(person, room_id, client_id), False
    signals.spoke(person, room_id)
    return draft.changes[0].json, True


def page(
    person: Person,
    room_id: int,
    limit: int,
    *,
    before: int | None = None,
    around: int | None = None,
    first: int | None = None,
) -> bytes:
    """The newest messages of a room, oldest first; or, of these one at most, those before a
    message, those around it, those from it on. Long ones may be fewer than `limit`.

    Returns:
        JSON: {messages, cursor, more, reset, left}; `more` says whether older ones exist (with
        `first`: newer ones), and the cursor is of the same snapshot as the messages, so that the
        feed goes on without a gap.

    Raises:
        NotFound: the person is not in the room, or the message to look around is not.
    """
    rooms.access(person, room_id)
    db.session.rollback()  # one snapshot for all reads, and a fresh one
    cursor = Cursor(*db.session.execute(FeedState.newest()).one())
    if around is not None:
        older, newer, more = _around(room_id, around, limit)
    elif first is not None:
        older, (newer, more) = [], _newer(room_id, first, limit)
    else:
        newer, (older, more) = [], _older(room_id, before, limit)
    messages = _rendered(older + newer)
    cut = _cut(messages, len(older))
    is_cut = cut.stop < len(messages) if first is not None else cut.start > 0
    return render.feed(messages[cut], cursor, more=more or is_cut)


def _older(room_id: int, before: int | None, limit: int) -> tuple[list[Row], bool]:
    newest_first = list(db.session.execute(Message.page(room_id, before, limit + 1)))
    return newest_first[:limit][::-1], len(newest_first) > limit


def _newer(room_id: int, first: int, limit: int) -> tuple[list[Row], bool]:
    oldest_first = list(db.session.execute(Message.page_from(room_id, first, limit + 1)))
    return oldest_first[:limit], len(oldest_first) > limit


def _around(room_id: int, message_id: int, limit: int) -> tuple[list[Row], list[Row], bool]:
    """Half of a page before a message, and it with those after it as the other half."""
    newer, _ = _newer(room_id, message_id, limit - limit // 2)
    if not newer or newer[0].id != message_id:
        raise NotFound("There is no such message.")
    older, more = _older(room_id, message_id, limit // 2)
    return older, newer, more


def _rendered(rows: Sequence[Row]) -> list[bytes]:
    names = names_in(rows)
    return [render.to_json(render.message(row, row, mentioned_in(row, names))) for row in rows]


def _cut(messages: list[bytes], middle: int) -> slice:
    """Which of these messages have room in an answer: those nearest to the middle."""
    older, newer = messages[:middle], messages[middle:]
    share = 2 if older and newer else 1
    return slice(middle - render.fitting(older[::-1], share), middle + render.fitting(newer, share))


def _posted_before(person: Person, room_id: int, client_id: UUID) -> bytes:
    named = {"room": room_id, "client": client_id}
    first = db.session.execute(Message.posted_as(), named).one()
    if first.author_id != person.id:
        raise ClientIdTaken()
    return _rendered([first])[0]


def _add(draft: Draft, seat: Seat, wanted: Wanted, client_id: UUID) -> None:
    content, mentioned = mentions.resolve(draft.session, seat, wanted)
    message = draft.publish(
        Message(
            room_id=seat.room.id,
            author_id=seat.person.id,
            kind=TEXT,
            content=content,
            client_id=client_id,
            created_at=clock.utcnow(),
            mentioned=mentioned,
        )
    )
    mentions.record(draft.session, message)
