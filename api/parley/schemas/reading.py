"""How far I have read, as clients say and see it."""

from pydantic import BaseModel

from parley.schemas.fields import Id, Request
from parley.schemas.rooms import Switch


class NewReadMark(Request):
    """I have read a room up to this message; or, with `unread`, up to before it."""

    message_id: Id
    unread: Switch = False


class Reads(BaseModel):
    """`reads` is another number whenever one of my read marks has moved, on whichever device."""

    reads: int


class ReadMark(Reads):
    """How far I have read a room, and what follows there."""

    read_id: int
    unread: int
    mentions: int
