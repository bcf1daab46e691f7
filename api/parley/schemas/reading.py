"""How far I have read, as clients say and see it."""

from typing import Annotated

from pydantic import BaseModel, Field

from parley.schemas.fields import Id, Request


class NewReadMark(Request):
    """I have read a room up to this message; or, with `unread`, up to before it."""

    message_id: Id
    unread: Annotated[bool, Field(strict=True)] = False


class Reads(BaseModel):
    """`reads` is another number whenever one of my read marks has moved, on whichever device."""

    reads: int


class ReadMark(Reads):
    """How far I have read a room, and what follows there."""

    read_id: int
    unread: int
    mentions: int
