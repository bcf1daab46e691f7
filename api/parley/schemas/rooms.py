"""Rooms as clients see, make and change them."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, Field, RootModel

from parley.domain import room_texts
from parley.schemas.fields import Id, IdText, Limit, Name, Query, Request
from parley.schemas.messages import Author

Kind = Literal["public", "private", "direct"]
RoomRole = Literal["member", "moderator", "owner"]
Level = Literal["all", "mentions", "nothing", "hidden"]
PEOPLE_AT_ONCE = 50
SEARCH_MAX_CHARS = 100
TYPED_MAX_CHARS = 200
Topic = Annotated[
    str,
    Field(strict=True, description=f"One line of up to {room_texts.TOPIC_MAX_CHARS} characters."),
    AfterValidator(room_texts.topic),
]
Description = Annotated[
    str,
    Field(strict=True, description=f"Up to {room_texts.DESCRIPTION_MAX_CHARS} characters."),
    AfterValidator(room_texts.description),
]
Icon = Annotated[
    str,
    Field(strict=True, description="One emoji, or nothing."),
    AfterValidator(room_texts.icon),
]
Switch = Annotated[bool, Field(strict=True)]


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
    """The rooms I am in; `reads` is another number whenever one of my read marks has moved."""

    rooms: list[Room]
    reads: int


class FoundRoom(BaseModel):
    """A public room as whoever may join it finds it."""

    id: int
    kind: Literal["public"]
    name: str
    topic: str
    description: str
    icon: str
    member_count: int
    is_member: bool


class SeenRoom(RootModel[Room | FoundRoom]):
    """A room I am in, or else one that I may join."""


class FoundRooms(BaseModel):
    """Public rooms by name; `more` says whether others follow."""

    rooms: list[FoundRoom]
    more: bool


class ListQuery(Query):
    """A part of a list by name: what holds `search`, after the entry of the id `after`."""

    search: Annotated[str, Field(max_length=SEARCH_MAX_CHARS)] = ""
    after: IdText | None = None
    limit: Limit | None = None


class NewRoom(Request):
    """A room to make, with people in it."""

    name: Name
    kind: Literal["public", "private"]
    topic: Topic = ""
    description: Description = ""
    icon: Icon = ""
    posting: RoomRole = "member"
    people: Annotated[list[Id], Field(max_length=PEOPLE_AT_ONCE, default_factory=list)]


class RoomChange(Request):
    """What to change of a room; what is left out stays."""

    name: Name | None = None
    topic: Topic | None = None
    description: Description | None = None
    icon: Icon | None = None
    posting: RoomRole | None = None
    is_default: Switch | None = None
    is_open_to_guests: Switch | None = None
    is_archived: Switch | None = None


class RoomEnd(Request):
    """The room's name, typed once more."""

    name: Annotated[str, Field(strict=True, max_length=TYPED_MAX_CHARS)]


class People(Request):
    """Whom to add, or to talk with."""

    people: Annotated[list[Id], Field(min_length=1, max_length=PEOPLE_AT_ONCE)]
