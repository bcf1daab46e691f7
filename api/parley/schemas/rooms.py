"""Rooms as clients see them."""

from datetime import datetime

from pydantic import BaseModel


class Room(BaseModel):
    """A room."""

    id: int
    name: str
    kind: str
    created_at: datetime


class Rooms(BaseModel):
    """The rooms I may see."""

    rooms: list[Room]
