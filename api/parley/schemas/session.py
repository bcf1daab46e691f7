"""Who I am, and how I come in."""

from datetime import datetime

from pydantic import BaseModel

from parley.schemas.fields import Name, Password, Request, SignInName, Token
from parley.schemas.people import Role


class NewGuest(Request):
    """What a guest may bring along."""

    name: Name | None = None


class NewName(Request):
    """Another name."""

    name: Name


class Credentials(Request):
    """What signs an account in; `username` may be the mail address too."""

    username: SignInName
    password: Password


class OneTimeToken(Request):
    """The token of a one-time link."""

    token: Token


class Person(BaseModel):
    """The person who is signed in."""

    id: int
    name: str
    username: str | None
    role: Role
    is_guest: bool
    has_password: bool
    has_factor: bool
    needs_factor: bool
    avatar: str | None


class Session(BaseModel):
    """A browser in which I am signed in; `last_seen_at` is exact to a few minutes."""

    id: int
    device: str
    address: str
    created_at: datetime
    last_seen_at: datetime
    is_current: bool


class Sessions(BaseModel):
    """All of them, the newest first."""

    sessions: list[Session]
