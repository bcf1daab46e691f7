"""Notices: what happened, said as a message, so that whoever follows the messages learns of it."""

from parley import clock
from parley.models import Message, User
from parley.models.message import NOTICE
from parley.models.room import LOBBY
from parley.services.draft import Draft


def say(draft: Draft, actor: User, content: str) -> Message:
    """Say in the Lobby, where everybody is, what `actor` did, as part of the change that does it."""
    return say_in(draft, LOBBY, actor.id, content)


def say_in(draft: Draft, room_id: int, actor_id: int, content: str, *people: int) -> Message:
    """Say in a room what somebody did there; `people` are those whom `<@id>` in it means."""
    return draft.publish(written(room_id, actor_id, content, *people))


def written(room_id: int, actor_id: int, content: str, *people: int) -> Message:
    """A notice that is not said yet, for `Draft.publish_all()`."""
    return Message(
        room_id=room_id,
        author_id=actor_id,
        kind=NOTICE,
        content=content,
        mentioned=" ".join(map(str, dict.fromkeys(people))) or None,
        created_at=clock.utcnow(),
    )
