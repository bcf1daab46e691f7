"""Who may join."""

from typing import Annotated, Literal

from pydantic import BaseModel, Field

from parley.schemas.fields import Request

SignUp = Literal["open", "invite", "closed"]


class Joining(BaseModel):
    """How accounts are made, whether guests may come, and whether the chat has an owner."""

    sign_up: SignUp
    guests: bool
    has_owner: bool


class NewJoining(Request):
    """What an owner decides; what is left out stays."""

    sign_up: SignUp | None = None
    guests: Annotated[bool, Field(strict=True)] | None = None
