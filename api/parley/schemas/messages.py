"""Messages as clients send, ask for and see them."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from pydantic import BaseModel, Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from parley.domain.cursors import REVISION_MAX, Cursor
from parley.schemas.fields import ClientId, Content, CursorText, Id, IdText, Limit, Query, Request

_PLACES = ("before", "around", "from_")  # where a page is; ids, of which none is 0


class NewMessage(Request):
    """A message to post."""

    room_id: Id
    content: Content
    client_id: ClientId


class MessagesQuery(Query):
    """Either a page of a room (`room_id`) or the feed (`after`).

    A page is of the newest messages, or of those before one, around it, or from it on.
    """

    room_id: IdText | None = None
    before: IdText | None = None
    around: IdText | None = None
    from_: IdText | None = Field(default=None, alias="from")
    after: CursorText | None = Field(default=None, validate_default=True)
    limit: Limit | None = None

    @field_validator("around", "from_")
    @classmethod
    def _is_one_place(cls, place: int | None, info: ValidationInfo) -> int | None:
        if place is not None and any(info.data.get(name) for name in _PLACES):
            raise PydanticCustomError("two_places", "Give one of before, around and from.")
        return place

    @field_validator("after")
    @classmethod
    def _is_one_question(cls, after: Cursor | None, info: ValidationInfo) -> Cursor | None:
        if after is not None and any(info.data.get(name) for name in ("room_id", *_PLACES)):
            raise PydanticCustomError(
                "two_questions",
                "after asks the feed: it goes with neither room_id nor before, around or from.",
            )
        if after is None and info.data.get("room_id", REVISION_MAX) is None:
            raise PydanticCustomError(
                "no_question", "Give room_id for a page, or after for the feed."
            )
        return after


class Author(BaseModel):
    """Who wrote a message, by the present name."""

    id: int
    name: str
    is_guest: bool
    avatar: str | None


class Mentioned(BaseModel):
    """Somebody whom a message means, by the present name."""

    id: int
    name: str


class Message(BaseModel):
    """A message. A deleted one has no content and a time in deleted_at.

    `<@3>` in the content is whoever has this id in `mentions`, `<@room>` everybody where
    `mentions_room` says so.
    """

    id: int
    room_id: int
    revision: int
    kind: Literal["text", "notice"]
    author: Author
    content: str
    mentions: list[Mentioned]
    mentions_room: bool
    client_id: UUID | None
    created_at: datetime
    edited_at: datetime | None
    deleted_at: datetime | None


class Messages(BaseModel):
    """A page, or an answer of the feed, which says in `left` which rooms I am in no more."""

    messages: list[Message]
    cursor: str
    more: bool
    reset: bool
    left: list[int]
