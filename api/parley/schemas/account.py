"""Making an account, changing it, giving it up."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from parley.schemas.fields import MailAddress, Name, Password, Request, Token, Username
from parley.schemas.people import InvitedInto
from parley.schemas.session import Person


class NewAccount(Request):
    """An account to make; a guest who sends this keeps id, messages and, unless given, name."""

    username: Username
    password: Password
    name: Name | None = None
    invitation: Token | None = None
    mail: MailAddress | None = None


class Newcomer(Person):
    """Who has just made an account; `room` is the one that their invitation has led them into."""

    room: InvitedInto | None


class NewOwner(Request):
    """The first account, by the link that the start printed."""

    token: Token
    username: Username
    password: Password
    name: Name | None = None
    mail: MailAddress | None = None


class NewUsername(Request):
    """Another user name, and the present password; an account without one has come lately
    instead."""

    username: Username
    password: Password | None = None


class NewPassword(Request):
    """Another password; the present one may be left out just after a one-time link, and where there
    is none just after coming in."""

    current_password: Password | None = None
    password: Password


class Leaving(Request):
    """Giving the account up: the present password (an account without one has come lately instead),
    and what becomes of the messages."""

    password: Password | None = None
    messages: Literal["keep", "delete"]


class LinkedProvider(BaseModel):
    """Somebody else who signs me in."""

    id: str
    name: str
    created_at: datetime


class Account(BaseModel):
    """What I see of my account: `directory` says that the directory signs me in."""

    mail: str | None
    pending_mail: str | None
    time_zone: str | None
    language: str | None
    providers: list[LinkedProvider]
    directory: bool


class Avatar(BaseModel):
    """The key of the picture that is shown of me now."""

    avatar: str
