"""Messages: posting them and reading back."""

from uuid import UUID

from parley import clock, render
from parley.db import db
from parley.domain.cursors import Cursor
from parley.errors import ClientIdTaken
from parley.models import FeedState, Message, User
from parley.models.message import TEXT
from parley.services import feed, pace, people, rooms
from parley.services.feed import Draft
from parley.services.people import Person


def post(person: Person, room_id: int, content: str, client_id: UUID) -> tuple[Message, bool]:
    """Say something in a room, once: posting the same `client_id` again changes nothing.

    Returns:
        The message, and whether it is new.

    Raises:
        NotFound: the person may not see the room.
        TooFast: the person posted too much lately.
        ClientIdTaken: the id belongs to another person's message.
        NotSignedIn: the person is gone.
    """
    rooms.require_access(person, room_id)
    pace.spend(person.id)
    with feed.change() as draft:
        author = people.present(draft.session, person)
        twin_id = draft.session.scalar(Message.id_posted_as(room_id, client_id))
        if twin_id is None:
            return _add(draft, author, room_id, content, client_id), True
        twin = draft.session.get_one(Message, twin_id)
        if twin.author_id != author.id:
            raise ClientIdTaken()
        return twin, False


def page(person: Person, room_id: int, before: int | None, limit: int) -> bytes:
    """The newest messages of a room, or those before one of them, oldest first.

    Returns:
        JSON: {messages, cursor, more, reset}; `more` says whether older ones exist, and the
        cursor is of the same snapshot as the messages, so that the feed goes on without a gap.

    Raises:
        NotFound: the person may not see the room.
    """
    rooms.require_access(person, room_id)
    db.session.rollback()  # one snapshot for both reads, and a fresh one
    cursor = Cursor(*db.session.execute(FeedState.newest()).one())
    newest_first = list(db.session.execute(Message.page(room_id, before, limit + 1)))
    shown = [render.to_json(render.message(m)) for m in reversed(newest_first[:limit])]
    return render.feed(shown, cursor, more=len(newest_first) > limit)


def _add(draft: Draft, author: User, room_id: int, content: str, client_id: UUID) -> Message:
    message = Message(
        room_id=room_id,
        author=author,
        kind=TEXT,
        content=content,
        client_id=client_id,
        created_at=clock.utcnow(),
    )
    return draft.publish(message)
