"""Rooms as clients see them."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from parley.schemas.messages import Author

Kind = Literal["public", "private", "direct"]
RoomRole = Literal["member", "moderator", "owner"]
Level = Literal["all", "mentions", "nothing", "hidden"]


class Own(BaseModel):
    """What I am in a room, what I want to hear of it, and what I may do there."""

    role: RoomRole
    level: Level
    is_favourite: bool
    muted_until: datetime | None
    may: list[str]


class Room(BaseModel):
    """A room I am in. `people` are the others of a direct conversation, which has no name.

    `unread` counts what others said after `read_id`, `mentions` what of it means me; both stop at
    1000.
    """

    id: int
    kind: Kind
    name: str
    topic: str
    description: str
    icon: str
    posting: RoomRole
    is_default: bool
    is_open_to_guests: bool
    archived_at: datetime | None
    created_at: datetime
    member_count: int
    people: list[Author]
    newest_id: int
    read_id: int
    unread: int
    mentions: int
    me: Own


class Rooms(BaseModel):
    """The rooms I am in."""

    rooms: list[Room]
