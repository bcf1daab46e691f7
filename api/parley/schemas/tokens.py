"""Tokens of scripts."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel

from parley.schemas.fields import Name, Password, Request

Scope = Literal["read", "post", "manage"]


class NewToken(Request):
    """What to call it, and what it may: read; post, too; or manage people, too. And the present
    password; an account without one has come lately instead."""

    name: Name
    scope: Scope
    password: Password | None = None


class Token(BaseModel):
    """A token; `last_used_at` is exact to a few minutes."""

    id: int
    name: str
    scope: Scope
    created_at: datetime
    last_used_at: datetime | None


class MadeToken(Token):
    """A token with its text, shown this once."""

    token: str


class Tokens(BaseModel):
    """All of them, the newest first."""

    tokens: list[Token]
