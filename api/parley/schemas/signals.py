"""What people do at the moment, as clients say and see it."""

from typing import Literal

from parley.schemas.fields import Id, Request
from parley.schemas.messages import Mentioned
from parley.schemas.reading import Reads
from parley.schemas.rooms import Switch

Presence = Literal["online", "idle", "offline"]


class NewSignals(Request):
    """What I do: the room I look at, whether I type there, and whether I use the page at all."""

    room_id: Id | None = None
    is_typing: Switch | None = None
    is_idle: Switch = False


class Signals(Reads):
    """What others do: who types in that room; and, by id, who is there of its people and of those
    with whom I talk directly."""

    typing: list[Mentioned]
    presence: dict[str, Literal["online", "idle"]]
