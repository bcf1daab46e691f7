"""Notices: what happened, said as a message, so that whoever follows the messages learns of it."""

from parley import clock
from parley.models import Message, Room, User
from parley.models.message import NOTICE
from parley.services.feed import Draft


def say(draft: Draft, actor: User, content: str) -> None:
    """Say in the Lobby what `actor` did, as part of the change that does it."""
    lobby = draft.session.scalars(Room.visible().limit(1)).one()
    notice = Message(
        room_id=lobby.id,
        author_id=actor.id,
        kind=NOTICE,
        content=content,
        created_at=clock.utcnow(),
    )
    draft.publish(notice)
