"""Making an account, changing it, giving it up."""

from typing import Literal

from parley.schemas.fields import Name, Password, Request, Token, Username


class NewAccount(Request):
    """An account to make; a guest who sends this keeps id, messages and, unless given, name."""

    username: Username
    password: Password
    name: Name | None = None
    invitation: Token | None = None


class NewOwner(Request):
    """The first account, by the link that the start printed."""

    token: Token
    username: Username
    password: Password
    name: Name | None = None


class NewUsername(Request):
    """Another user name, and the present password."""

    username: Username
    password: Password


class NewPassword(Request):
    """Another password; the present one may be left out just after a one-time link."""

    current_password: Password | None = None
    password: Password


class Leaving(Request):
    """Giving the account up: the present password, and what becomes of the messages."""

    password: Password
    messages: Literal["keep", "delete"]
