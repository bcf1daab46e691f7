"""Moderation: taking away what was said."""

from collections.abc import Sequence

from sqlalchemy import delete
from sqlalchemy.orm import Session

from parley import clock
from parley.db import db
from parley.domain.permissions import MODERATE
from parley.errors import NotFound
from parley.models import Mention, Message
from parley.models.message import NOTICE
from parley.room_errors import NoticeStays
from parley.services import audit, feed, rooms, sessions
from parley.services.draft import Draft
from parley.services.rooms import Seat
from parley.services.sessions import Caller, Person


def access(session: Session, person: Person, message_id: int) -> tuple[Message, Seat]:
    """A message, and the seat in its room of a person who sees it.

    Raises:
        NotFound: there is no such message, or it is in a room that they are not in.
    """
    # Asked first, so that a message which is not theirs to see costs what a missing one does.
    seen = rooms.sight(person.id).roles
    message = session.get(Message, message_id)
    if message is None or message.room_id not in seen:
        raise NotFound("There is no such message.")
    return message, rooms.access(person, message.room_id)


def take_away(person: Person, caller: Caller, message_id: int) -> None:
    """Delete a message, one's own or as who may moderate its room; what is deleted stays so.

    Raises:
        NotFound: there is no such message, or they do not see it.
        NotAllowed: it is another's, and they do not moderate there.
        NoticeStays, RoomArchived, NotSignedIn.
    """
    access(db.session, person, message_id)  # before a turn to write is taken for nothing
    with feed.change() as draft:
        present = sessions.require_present(draft.session, person)
        message, seat = access(draft.session, present, message_id)
        if message.kind == NOTICE:
            raise NoticeStays()
        if message.author_id != present.id:
            seat.require(MODERATE)
        if message.deleted_at is None:
            seat.require_alive()
            erase(draft, [message])
            _note(draft.session, present, caller, message)


def erase(draft: Draft, messages: Sequence[Message]) -> None:
    """Keep nothing of messages but their places, as part of a change."""
    meant = Mention.message_id.in_([message.id for message in messages])
    draft.session.execute(delete(Mention).where(meant))
    for message in messages:
        message.deleted_at, message.content, message.mentioned = clock.utcnow(), "", None
    draft.publish_all(messages)


def _note(session: Session, actor: Person, caller: Caller, message: Message) -> None:
    """Write down that somebody took away what another had said: where, but not what."""
    if message.author_id != actor.id:
        where = {"room_id": message.room_id, "message_id": message.id}
        subject = message.author_id
        audit.record(session, "message-deleted", caller, actor=actor.id, subject=subject, **where)
