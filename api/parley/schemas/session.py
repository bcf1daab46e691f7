"""Who I am."""

from pydantic import BaseModel

from parley.schemas.fields import Name, Request


class NewGuest(Request):
    """What a guest may bring along."""

    name: Name | None = None


class NewName(Request):
    """Another name."""

    name: Name


class Person(BaseModel):
    """The person who is signed in."""

    id: int
    name: str
    is_guest: bool
